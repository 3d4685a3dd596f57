package org.keras4j.internal.hdf5;

import org.keras4j.ndarray.DType;

/** How the format describes element types; a bool is an enumeration of bytes, as h5py has it. */
final class ElementTypes {

  private ElementTypes() {}

  static byte[] bytes(DType type) {
    return switch (type) {
      case BOOL -> bool();
      case UINT8 -> integer(1, false);
      case INT32 -> integer(4, true);
      case INT64 -> integer(8, true);
      case FLOAT32 -> floating(4, 23, 8, 127);
      case FLOAT64 -> floating(8, 52, 11, 1023);
    };
  }

  private static byte[] integer(int size, boolean signed) {
    return new Block(12).u1(0x10, signed ? 8 : 0, 0, 0).u4(size).u2(0).u2(8 * size).array();
  }

  private static byte[] floating(int size, int mantissa, int exponent, int bias) {
    return new Block(20)
        .u1(0x11, 0x20, 8 * size - 1, 0)
        .u4(size)
        .u2(0)
        .u2(8 * size)
        .u1(mantissa, exponent, 0, mantissa)
        .u4(bias)
        .array();
  }

  private static byte[] bool() {
    byte[] base = integer(1, true);
    return new Block(8 + base.length + 18)
        .u1(0x18, 2, 0, 0)
        .u4(1)
        .raw(base)
        .ascii("FALSE\0\0\0TRUE\0\0\0\0")
        .u1(0, 1)
        .array();
  }
}
