package org.keras4j.ndarray;

import java.nio.Buffer;

/**
 * A Java array behind one face, so that everything above it is written once and not once per type.
 *
 * <p>Bulk work goes through chunks: any type reads itself as floats, doubles or longs and takes
 * doubles or longs back. The loops stay monomorphic, and n types need n classes instead of n²
 * conversions.
 */
abstract sealed class Storage permits Bytes, Ints, Longs, Floats, Doubles {

  static Storage allocate(DType dtype, int length) {
    return switch (dtype) {
      case BOOL, UINT8 -> new Bytes(dtype, new byte[length]);
      case INT32 -> new Ints(new int[length]);
      case INT64 -> new Longs(new long[length]);
      case FLOAT32 -> new Floats(new float[length]);
      case FLOAT64 -> new Doubles(new double[length]);
    };
  }

  abstract DType dtype();

  /** The backing Java array itself. */
  abstract Object array();

  abstract int length();

  abstract double getDouble(int index);

  abstract long getLong(int index);

  float getFloat(int index) {
    return (float) getDouble(index);
  }

  abstract void readFloats(int from, float[] target, int at, int count);

  abstract void readDoubles(int from, double[] target, int at, int count);

  abstract void readLongs(int from, long[] target, int at, int count);

  abstract void writeDoubles(double[] source, int from, int at, int count);

  abstract void writeLongs(long[] source, int from, int at, int count);

  /** Sets element {@code at + k} to element {@code indices[k]} of a storage of the same type. */
  abstract void gather(Storage source, int[] indices, int at, int count);

  /**
   * Appends elements to a buffer at its position, allocating nothing.
   *
   * @return false if the buffer holds another element type
   */
  abstract boolean put(int from, int count, Buffer target);

  /** Compares as {@link java.util.Arrays#equals} does; both storages have the same type. */
  abstract boolean rangeEquals(int from, Storage other, int otherFrom, int count);

  final void copyFrom(Storage source, int from, int at, int count) {
    System.arraycopy(source.array(), from, array(), at, count);
  }
}
