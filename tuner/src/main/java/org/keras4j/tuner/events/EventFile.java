package org.keras4j.tuner.events;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The content of an event file: a TFRecord for each event. A record is the length of its data in
 * eight bytes, the masked CRC-32C of them, the data, and the masked CRC-32C of the data.
 */
public final class EventFile {
  private static final int MASK = 0xa282ead8;

  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int VALUE = 1;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /**
   * Begins a file.
   *
   * @param time when, in seconds since 1970
   */
  public EventFile(double time) {
    record(new Message().number(WALL_TIME, time).text(FILE_VERSION, "brain.Event:2"));
  }

  /**
   * Adds a value.
   *
   * @param time when, in seconds since 1970
   * @param step the step it belongs to
   * @param value what {@link Summaries} makes
   */
  public void add(double time, long step, Message value) {
    record(
        new Message()
            .number(WALL_TIME, time)
            .integer(STEP, step)
            .message(SUMMARY, new Message().message(VALUE, value)));
  }

  private void record(Message event) {
    byte[] data = event.toBytes();
    byte[] length = little(Long.BYTES).putLong(data.length).array();
    bytes.writeBytes(length);
    bytes.writeBytes(checksum(length));
    bytes.writeBytes(data);
    bytes.writeBytes(checksum(data));
  }

  private static byte[] checksum(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    int sum = (int) crc.getValue();
    return little(Integer.BYTES).putInt(((sum >>> 15) | (sum << 17)) + MASK).array();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns the file's content. */
  public byte[] toBytes() {
    return bytes.toByteArray();
  }
}
