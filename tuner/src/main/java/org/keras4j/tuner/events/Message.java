package org.keras4j.tuner.events;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A message in the wire format of Protocol Buffers. What a message means is in the numbers of its
 * fields, which callers take from its {@code .proto} file; a field may be repeated.
 */
public final class Message {
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int LENGTH = 2;
  private static final int FOUR_BYTES = 5;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Makes an empty message. */
  public Message() {}

  /**
   * Adds an integer, an enumeration's value or a boolean as 0 or 1.
   *
   * @param field the number of the field
   * @param value its value
   */
  public Message integer(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  /**
   * Adds a {@code double}.
   *
   * @param field the number of the field
   * @param value its value
   */
  public Message number(int field, double value) {
    tag(field, EIGHT_BYTES);
    little(Double.doubleToLongBits(value), Double.BYTES);
    return this;
  }

  /**
   * Adds a {@code float}.
   *
   * @param field the number of the field
   * @param value its value
   */
  public Message single(int field, float value) {
    tag(field, FOUR_BYTES);
    little(Float.floatToIntBits(value), Float.BYTES);
    return this;
  }

  /**
   * Adds a text.
   *
   * @param field the number of the field
   * @param value its value
   */
  public Message text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Adds bytes.
   *
   * @param field the number of the field
   * @param value its value
   */
  public Message bytes(int field, byte[] value) {
    tag(field, LENGTH);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  /**
   * Adds a message.
   *
   * @param field the number of the field
   * @param value its value
   */
  public Message message(int field, Message value) {
    return bytes(field, value.toBytes());
  }

  /** Returns the message as it is written. */
  public byte[] toBytes() {
    return bytes.toByteArray();
  }

  private void tag(int field, int type) {
    varint(((long) field << 3) | type);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  private void little(long value, int count) {
    for (int i = 0; i < count; i++) {
      bytes.write((int) (value >>> (8 * i)));
    }
  }
}
