package org.keras4j.internal.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A piece of a file, of a size that is known before, in the format's order of bytes. */
final class Block {

  private final ByteBuffer bytes;

  Block(int size) {
    bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns the next multiple of 8. */
  static long padded(long size) {
    return (size + 7) & ~7L;
  }

  Block u1(int... values) {
    for (int v : values) {
      bytes.put((byte) v);
    }
    return this;
  }

  Block u2(int value) {
    bytes.putShort((short) value);
    return this;
  }

  Block u4(int value) {
    bytes.putInt(value);
    return this;
  }

  Block u8(long value) {
    bytes.putLong(value);
    return this;
  }

  Block ascii(String signature) {
    return raw(signature.getBytes(StandardCharsets.US_ASCII));
  }

  Block raw(byte[] more) {
    bytes.put(more);
    return this;
  }

  /** Leaves out bytes, which are 0, up to a position. */
  Block to(int position) {
    bytes.position(position);
    return this;
  }

  int size() {
    return bytes.capacity();
  }

  byte[] array() {
    return bytes.array();
  }
}
