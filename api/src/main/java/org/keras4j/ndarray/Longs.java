package org.keras4j.ndarray;

import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/** {@link DType#INT64} elements. */
final class Longs extends Storage {
  private final long[] data;

  Longs(long[] data) {
    this.data = data;
  }

  @Override
  DType dtype() {
    return DType.INT64;
  }

  @Override
  long[] array() {
    return data;
  }

  @Override
  int length() {
    return data.length;
  }

  @Override
  double getDouble(int index) {
    return data[index];
  }

  @Override
  long getLong(int index) {
    return data[index];
  }

  @Override
  float getFloat(int index) {
    return data[index];
  }

  @Override
  void readFloats(int from, float[] target, int at, int count) {
    for (int k = 0; k < count; k++) {
      target[at + k] = data[from + k];
    }
  }

  @Override
  void readDoubles(int from, double[] target, int at, int count) {
    for (int k = 0; k < count; k++) {
      target[at + k] = data[from + k];
    }
  }

  @Override
  void readLongs(int from, long[] target, int at, int count) {
    for (int k = 0; k < count; k++) {
      target[at + k] = data[from + k];
    }
  }

  @Override
  void writeDoubles(double[] source, int from, int at, int count) {
    for (int k = 0; k < count; k++) {
      data[at + k] = (long) source[from + k];
    }
  }

  @Override
  void writeLongs(long[] source, int from, int at, int count) {
    for (int k = 0; k < count; k++) {
      data[at + k] = source[from + k];
    }
  }

  @Override
  void gather(Storage source, int[] indices, int at, int count) {
    long[] from = ((Longs) source).data;
    for (int k = 0; k < count; k++) {
      data[at + k] = from[indices[k]];
    }
  }

  @Override
  boolean put(int from, int count, Buffer target) {
    if (target instanceof LongBuffer buffer) {
      buffer.put(data, from, count);
      return true;
    }
    if (target instanceof FloatBuffer floats) {
      for (int k = 0; k < count; k++) {
        floats.put((float) data[from + k]);
      }
      return true;
    }
    return false;
  }

  @Override
  boolean rangeEquals(int from, Storage other, int otherFrom, int count) {
    long[] others = ((Longs) other).data;
    return Arrays.equals(data, from, from + count, others, otherFrom, otherFrom + count);
  }
}
