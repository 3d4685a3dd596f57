package org.keras4j.ndarray;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * {@link DType#UINT8} and {@link DType#BOOL} elements. Booleans are bytes 0 and 1, as in NumPy and
 * TensorFlow, so that rows of them copy as fast as pixels.
 */
final class Bytes extends Storage {
  private final DType dtype;
  private final byte[] data;

  Bytes(DType dtype, byte[] data) {
    this.dtype = dtype;
    this.data = data;
  }

  @Override
  DType dtype() {
    return dtype;
  }

  @Override
  byte[] array() {
    return data;
  }

  @Override
  int length() {
    return data.length;
  }

  @Override
  double getDouble(int index) {
    return data[index] & 0xff;
  }

  @Override
  long getLong(int index) {
    return data[index] & 0xff;
  }

  @Override
  void readFloats(int from, float[] target, int at, int count) {
    for (int k = 0; k < count; k++) {
      target[at + k] = data[from + k] & 0xff;
    }
  }

  @Override
  void readDoubles(int from, double[] target, int at, int count) {
    for (int k = 0; k < count; k++) {
      target[at + k] = data[from + k] & 0xff;
    }
  }

  @Override
  void readLongs(int from, long[] target, int at, int count) {
    for (int k = 0; k < count; k++) {
      target[at + k] = data[from + k] & 0xff;
    }
  }

  @Override
  void writeDoubles(double[] source, int from, int at, int count) {
    if (dtype == DType.BOOL) {
      for (int k = 0; k < count; k++) {
        data[at + k] = (byte) (source[from + k] == 0 ? 0 : 1);
      }
    } else {
      for (int k = 0; k < count; k++) {
        data[at + k] = (byte) (long) source[from + k];
      }
    }
  }

  @Override
  void writeLongs(long[] source, int from, int at, int count) {
    if (dtype == DType.BOOL) {
      for (int k = 0; k < count; k++) {
        data[at + k] = (byte) (source[from + k] == 0 ? 0 : 1);
      }
    } else {
      for (int k = 0; k < count; k++) {
        data[at + k] = (byte) source[from + k];
      }
    }
  }

  @Override
  void gather(Storage source, int[] indices, int at, int count) {
    byte[] from = ((Bytes) source).data;
    for (int k = 0; k < count; k++) {
      data[at + k] = from[indices[k]];
    }
  }

  @Override
  boolean put(int from, int count, Buffer target) {
    if (target instanceof ByteBuffer buffer) {
      buffer.put(data, from, count);
      return true;
    }
    if (target instanceof FloatBuffer floats) {
      for (int k = 0; k < count; k++) {
        floats.put(data[from + k] & 0xff);
      }
      return true;
    }
    return false;
  }

  @Override
  boolean rangeEquals(int from, Storage other, int otherFrom, int count) {
    byte[] others = ((Bytes) other).data;
    return Arrays.equals(data, from, from + count, others, otherFrom, otherFrom + count);
  }
}
