package org.keras4j.internal.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;

/**
 * The elements of an array in a file. Narrow types become the next wider one that arrays have:
 * bfloat16 and float16 float32, small integers int32, uint32 and uint64 int64.
 */
enum Hdf5Elements {
  BOOL(1, DType.BOOL),
  INT8(1, DType.INT32),
  UINT8(1, DType.UINT8),
  INT16(2, DType.INT32),
  UINT16(2, DType.INT32),
  INT32(4, DType.INT32),
  UINT32(4, DType.INT64),
  INT64(8, DType.INT64),
  UINT64(8, DType.INT64),
  FLOAT16(2, DType.FLOAT32),
  BFLOAT16(2, DType.FLOAT32),
  FLOAT32(4, DType.FLOAT32),
  FLOAT64(8, DType.FLOAT64);

  private final int width;
  private final DType dtype;

  Hdf5Elements(int width, DType dtype) {
    this.width = width;
    this.dtype = dtype;
  }

  /** Returns the size of an element in the file. */
  int width() {
    return width;
  }

  /** Returns the element type of the array that is made. */
  DType dtype() {
    return dtype;
  }

  /** Makes a Java array, as {@link NDArray} holds it. */
  Object allocate(int length) {
    return switch (dtype) {
      case BOOL -> new boolean[length];
      case UINT8 -> new byte[length];
      case INT32 -> new int[length];
      case INT64 -> new long[length];
      case FLOAT32 -> new float[length];
      case FLOAT64 -> new double[length];
    };
  }

  /** Makes the array of a Java array. */
  NDArray array(Object data, long[] shape) {
    return switch (dtype) {
      case BOOL -> NDArray.of((boolean[]) data).reshape(shape);
      case UINT8 -> NDArray.wrap((byte[]) data, shape);
      case INT32 -> NDArray.wrap((int[]) data, shape);
      case INT64 -> NDArray.wrap((long[]) data, shape);
      case FLOAT32 -> NDArray.wrap((float[]) data, shape);
      case FLOAT64 -> NDArray.wrap((double[]) data, shape);
    };
  }

  /** Takes the elements that a buffer holds, whose order of bytes is that of the file. */
  void decode(ByteBuffer bytes, Object data, int at) throws IOException {
    int count = bytes.remaining() / width;
    switch (this) {
      case UINT8 -> bytes.get((byte[]) data, at, count);
      case INT32 -> bytes.asIntBuffer().get((int[]) data, at, count);
      case INT64 -> bytes.asLongBuffer().get((long[]) data, at, count);
      case FLOAT32 -> bytes.asFloatBuffer().get((float[]) data, at, count);
      case FLOAT64 -> bytes.asDoubleBuffer().get((double[]) data, at, count);
      default -> {
        for (int i = at; i < at + count; i++) {
          decodeOne(bytes, data, i);
        }
      }
    }
  }

  private void decodeOne(ByteBuffer bytes, Object data, int i) throws IOException {
    switch (this) {
      case BOOL -> ((boolean[]) data)[i] = bytes.get() != 0;
      case INT8 -> ((int[]) data)[i] = bytes.get();
      case INT16 -> ((int[]) data)[i] = bytes.getShort();
      case UINT16 -> ((int[]) data)[i] = bytes.getShort() & 0xffff;
      case UINT32 -> ((long[]) data)[i] = bytes.getInt() & 0xffffffffL;
      case UINT64 -> {
        long value = bytes.getLong();
        if (value < 0) {
          throw new IOException("an element is larger than 2^63 - 1, the most for an int64");
        }
        ((long[]) data)[i] = value;
      }
      case BFLOAT16 -> ((float[]) data)[i] = Float.intBitsToFloat(bytes.getShort() << 16);
      case FLOAT16 -> ((float[]) data)[i] = half(bytes.getShort());
      default -> throw new AssertionError(this);
    }
  }

  /** Returns the value of IEEE 754's binary16; {@code Float.float16ToFloat} came with Java 20. */
  private static float half(short bits) {
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    float magnitude =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24f;
          case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb(1 + fraction * 0x1p-10f, exponent - 15);
        };
    return bits < 0 ? -magnitude : magnitude;
  }
}
