package org.keras4j.ndarray;

import java.util.Arrays;

/** One side of an operation, read piece by piece in the type of the result. */
final class Operand {
  private static final float[] NO_FLOATS = {};
  private static final double[] NO_DOUBLES = {};
  private static final long[] NO_LONGS = {};

  private final NDArray array;
  private final DType dtype;
  private boolean filled;

  final float[] floats;
  final double[] doubles;
  final long[] longs;

  Operand(NDArray array, DType dtype, int chunk) {
    this.array = array;
    this.dtype = dtype;
    floats = dtype == DType.FLOAT32 ? new float[chunk] : NO_FLOATS;
    doubles = dtype == DType.FLOAT64 ? new double[chunk] : NO_DOUBLES;
    longs = dtype.isFloating() ? NO_LONGS : new long[chunk];
  }

  /** Makes the next {@code n} elements, from position {@code at}, those of the typed array. */
  void read(int at, int n) {
    Storage storage = array.storage();
    if (array.rank() > 0) {
      int from = array.offset() + at;
      switch (dtype) {
        case FLOAT32 -> storage.readFloats(from, floats, 0, n);
        case FLOAT64 -> storage.readDoubles(from, doubles, 0, n);
        default -> storage.readLongs(from, longs, 0, n);
      }
    } else if (!filled) {
      Arrays.fill(floats, storage.getFloat(array.offset()));
      Arrays.fill(doubles, storage.getDouble(array.offset()));
      Arrays.fill(longs, storage.getLong(array.offset()));
      filled = true;
    }
  }

  /** Says that somebody has written to the typed array. */
  void dirty() {
    filled = false;
  }
}
