package org.keras4j.ndarray;

/** Conversion between element types, in pieces that stay in the processor's cache. */
final class Chunks {
  static final int SIZE = 2048;

  private Chunks() {}

  static Storage convert(Storage source, int from, int count, DType dtype) {
    Storage target = Storage.allocate(dtype, count);
    if (dtype == source.dtype()) {
      target.copyFrom(source, from, 0, count);
    } else if (dtype == DType.FLOAT32) {
      source.readFloats(from, (float[]) target.array(), 0, count);
    } else if (dtype == DType.FLOAT64) {
      source.readDoubles(from, (double[]) target.array(), 0, count);
    } else if (source.dtype().isFloating()) {
      double[] chunk = new double[Math.min(SIZE, count)];
      for (int at = 0; at < count; at += SIZE) {
        int n = Math.min(SIZE, count - at);
        source.readDoubles(from + at, chunk, 0, n);
        target.writeDoubles(chunk, 0, at, n);
      }
    } else {
      long[] chunk = new long[Math.min(SIZE, count)];
      for (int at = 0; at < count; at += SIZE) {
        int n = Math.min(SIZE, count - at);
        source.readLongs(from + at, chunk, 0, n);
        target.writeLongs(chunk, 0, at, n);
      }
    }
    return target;
  }
}
