package org.keras4j.internal.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of the type of elements.
 *
 * @param kind the format's class: 0 integers, 1 floating point and so on
 * @param version of the format
 * @param bits three bytes of flags
 * @param size of an element in bytes
 * @param rest what further there is to say, depending on the kind
 */
record Datatype(int kind, int version, int bits, int size, ByteBuffer rest) {

  private static final int INTEGER = 0;
  private static final int FLOATING = 1;
  private static final int TEXT = 3;
  private static final int OPAQUE = 5;
  private static final int ENUMERATION = 8;
  private static final int VARIABLE = 9;

  private static final String[] NAMES = {
    "integer",
    "floating point",
    "time",
    "text",
    "bit field",
    "opaque",
    "compound",
    "reference",
    "enumeration",
    "variable length",
    "array"
  };

  static Datatype parse(ByteBuffer b) {
    int first = b.get() & 0xff;
    int bits = (b.get() & 0xff) | ((b.get() & 0xff) << 8) | ((b.get() & 0xff) << 16);
    int size = b.getInt();
    return new Datatype(
        first & 0xf, first >> 4, bits, size, b.slice().order(ByteOrder.LITTLE_ENDIAN));
  }

  /** Returns whether it is a text whose length is the size. */
  boolean isFixedText() {
    return kind == TEXT;
  }

  /** Returns whether it is a text that lies elsewhere. */
  boolean isVariableText() {
    return kind == VARIABLE && (bits & 0xf) == 1;
  }

  ByteOrder order() {
    boolean big = (kind == INTEGER || kind == FLOATING) && (bits & 1) == 1;
    return big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  /**
   * Returns the kind of elements, or null if it is none that weights have.
   *
   * @param written the attribute by which Keras says what opaque bytes are, or null
   */
  @Nullable Hdf5Elements elements(@Nullable String written) {
    return switch (kind) {
      case INTEGER -> integer();
      case FLOATING -> floating();
      case ENUMERATION -> size == 1 && isBool() ? Hdf5Elements.BOOL : null;
      case OPAQUE -> size == 2 && "bfloat16".equals(written) ? Hdf5Elements.BFLOAT16 : null;
      default -> null;
    };
  }

  private @Nullable Hdf5Elements integer() {
    boolean signed = (bits & 8) != 0;
    if (rest.getShort(0) != 0 || rest.getShort(2) != 8 * size) {
      return null;
    }
    return switch (size) {
      case 1 -> signed ? Hdf5Elements.INT8 : Hdf5Elements.UINT8;
      case 2 -> signed ? Hdf5Elements.INT16 : Hdf5Elements.UINT16;
      case 4 -> signed ? Hdf5Elements.INT32 : Hdf5Elements.UINT32;
      case 8 -> signed ? Hdf5Elements.INT64 : Hdf5Elements.UINT64;
      default -> null;
    };
  }

  private @Nullable Hdf5Elements floating() {
    int exponent = rest.get(5);
    int mantissa = rest.get(7);
    boolean vax = (bits & 0x40) != 0;
    boolean packed =
        rest.getShort(0) == 0
            && rest.getShort(2) == 8 * size
            && rest.get(4) == mantissa
            && rest.get(6) == 0
            && bits >> 8 == 8 * size - 1
            && 1 + mantissa + exponent == 8 * size
            && rest.getInt(8) == (1 << (exponent - 1)) - 1;
    if (!packed || vax) {
      return null;
    }
    return switch (mantissa) {
      case 52 -> Hdf5Elements.FLOAT64;
      case 23 -> Hdf5Elements.FLOAT32;
      case 10 -> Hdf5Elements.FLOAT16;
      case 7 -> size == 2 ? Hdf5Elements.BFLOAT16 : null;
      default -> null;
    };
  }

  /** Returns whether the names are those that h5py gives a bool. */
  private boolean isBool() {
    byte[] names = new byte[Math.max(0, rest.remaining() - 12)];
    rest.get(12, names);
    String all = new String(names, StandardCharsets.ISO_8859_1);
    int second = version < 3 ? 8 : 6;
    // What follows are the two values.
    int values = second + (version < 3 ? 8 : 5);
    return bits == 2
        && all.startsWith("FALSE\0")
        && all.startsWith("TRUE\0", second)
        && all.startsWith("\0\1", values);
  }

  @Override
  public String toString() {
    return (kind < NAMES.length ? NAMES[kind] : "kind " + kind) + " of " + size + " bytes";
  }
}
