package org.keras4j.ndarray;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An element type as it lies in a file, which may be narrower than the array's type: {@code i1},
 * {@code i2} and {@code u2} become {@link DType#INT32}, {@code u4} {@link DType#INT64}, {@code f2}
 * {@link DType#FLOAT32}.
 */
record NpyType(char kind, int width, ByteOrder order) {

  static NpyType parse(String written, String what) throws NpyFormatException {
    String descriptor = written.length() == 2 ? "=" + written : written;
    if (descriptor.length() == 3) {
      ByteOrder order =
          descriptor.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      NpyType type = new NpyType(descriptor.charAt(1), descriptor.charAt(2) - '0', order);
      if ("<>|=".indexOf(descriptor.charAt(0)) >= 0 && type.isKnown()) {
        return type;
      }
    }
    String advice =
        written.contains("O")
            ? "pickled Python objects are not read; save plain numbers"
            : "expected b1, u1, u2, u4, i1, i2, i4, i8, f2, f4 or f8";
    throw new NpyFormatException(
        "%s: element type '%s' is not supported: %s".formatted(what, written, advice));
  }

  private boolean isKnown() {
    return switch ("" + kind + width) {
      case "b1", "u1", "u2", "u4", "i1", "i2", "i4", "i8", "f2", "f4", "f8" -> true;
      default -> false;
    };
  }

  DType dtype() {
    return switch ("" + kind + width) {
      case "b1" -> DType.BOOL;
      case "u1" -> DType.UINT8;
      case "u4", "i8" -> DType.INT64;
      case "f2", "f4" -> DType.FLOAT32;
      case "f8" -> DType.FLOAT64;
      default -> DType.INT32;
    };
  }

  /** Decodes the buffer's elements into a storage of {@link #dtype()}. */
  void decode(ByteBuffer bytes, Storage target, int at) {
    bytes.order(order);
    int count = bytes.remaining() / width;
    Object array = target.array();
    switch ("" + kind + width) {
      case "b1" -> {
        byte[] data = (byte[]) array;
        for (int k = 0; k < count; k++) {
          data[at + k] = (byte) (bytes.get() == 0 ? 0 : 1);
        }
      }
      case "u1" -> bytes.get((byte[]) array, at, count);
      case "i4" -> bytes.asIntBuffer().get((int[]) array, at, count);
      case "i8" -> bytes.asLongBuffer().get((long[]) array, at, count);
      case "f4" -> bytes.asFloatBuffer().get((float[]) array, at, count);
      case "f8" -> bytes.asDoubleBuffer().get((double[]) array, at, count);
      case "f2" -> {
        float[] data = (float[]) array;
        for (int k = 0; k < count; k++) {
          data[at + k] = halfToFloat(bytes.getShort());
        }
      }
      case "u4" -> {
        long[] data = (long[]) array;
        for (int k = 0; k < count; k++) {
          data[at + k] = bytes.getInt() & 0xffffffffL;
        }
      }
      default -> {
        int[] data = (int[]) array;
        for (int k = 0; k < count; k++) {
          data[at + k] = narrow(bytes);
        }
      }
    }
  }

  private int narrow(ByteBuffer bytes) {
    if (width == 1) {
      return bytes.get();
    }
    short value = bytes.getShort();
    return kind == 'u' ? value & 0xffff : value;
  }

  /** IEEE 754 half precision; {@code Float.float16ToFloat} came only with Java 20. */
  static float halfToFloat(short half) {
    int exponent = half >> 10 & 0x1f;
    int fraction = half & 0x3ff;
    float magnitude;
    if (exponent == 0x1f) {
      magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else if (exponent == 0) {
      magnitude = fraction * 0x1p-24f;
    } else {
      magnitude = Float.intBitsToFloat(((exponent - 15 + 127) << 23) | (fraction << 13));
    }
    return half < 0 ? -magnitude : magnitude;
  }
}
