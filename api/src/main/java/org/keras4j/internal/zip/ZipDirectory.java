package org.keras4j.internal.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The list of entries at the end of a zip archive, with nothing in it taken on trust: {@code
 * java.util.zip.ZipFile} allocates what a number in the file asks for.
 *
 * @param entries in the order of the file
 * @param start where the list begins: the end of all data
 */
public record ZipDirectory(List<Entry> entries, long start) {

  private static final int END = 0x06054b50;
  private static final int END_64 = 0x06064b50;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int ENTRY = 0x02014b50;
  private static final int END_BYTES = 22;
  private static final int ENTRY_BYTES = 46;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final long IN_64 = 0xffffffffL;

  /** More than a million entries, whose names alone would not help anybody. */
  private static final long LARGEST = 1L << 27;

  /**
   * One entry.
   *
   * @param name its path in the archive
   * @param flags as in the format
   * @param method 0 for stored, 8 for deflated
   * @param crc the checksum of its content
   * @param packed its bytes in the archive
   * @param size its bytes when unpacked
   * @param at where its own header is
   */
  public record Entry(
      String name, int flags, int method, long crc, long packed, long size, long at) {}

  /** Where the list is, how long, and for how many entries. */
  private record Place(long end, long bytes, long offset, long count) {}

  static ZipDirectory read(SeekableByteChannel channel) throws IOException {
    Place place = place(channel);
    long start = place.end - place.bytes;
    if (place.bytes < 0 || place.bytes > Math.min(LARGEST, place.end)) {
      throw new ZipDamage("its directory cannot take " + place.bytes + " bytes");
    }
    if (place.count < 0 || place.count > place.bytes / ENTRY_BYTES) {
      throw new ZipDamage(
          "its directory of " + place.bytes + " bytes cannot have " + place.count + " entries");
    }
    if (place.offset != start) {
      throw new ZipDamage("its directory is not where it says");
    }
    if (place.count == 0 && start > 0) {
      throw new ZipDamage("its directory is empty, the archive is not");
    }
    ByteBuffer bytes = bytes(channel, start, (int) place.bytes);
    List<Entry> entries = new ArrayList<>();
    for (long i = 0; i < place.count; i++) {
      entries.add(entry(bytes));
    }
    if (bytes.hasRemaining()) {
      throw new ZipDamage("its directory goes on behind the last entry");
    }
    return new ZipDirectory(entries, start);
  }

  private static Place place(SeekableByteChannel channel) throws IOException {
    long length = channel.size();
    int tail = (int) Math.min(length, END_BYTES + LONGEST_COMMENT);
    ByteBuffer bytes = bytes(channel, length - tail, tail);
    for (int at = tail - END_BYTES; at >= 0; at--) {
      if (bytes.getInt(at) == END && at + END_BYTES + u2(bytes, at + 20) == tail) {
        long end = length - tail + at;
        Place place = new Place(end, u4(bytes, at + 12), u4(bytes, at + 16), u2(bytes, at + 10));
        boolean in64 = place.count == 0xffff || place.bytes == IN_64 || place.offset == IN_64;
        return in64 ? place64(channel, place) : place;
      }
    }
    throw new ZipDamage("it has no end record; it is truncated or another kind of file");
  }

  private static Place place64(SeekableByteChannel channel, Place small) throws IOException {
    if (small.end < 20) {
      return small;
    }
    ByteBuffer locator = bytes(channel, small.end - 20, 20);
    if (locator.getInt(0) != LOCATOR_64) {
      return small;
    }
    long at = locator.getLong(8);
    if (at < 0 || at > small.end - 20 - 56) {
      throw new ZipDamage("its zip64 end record is not where it says");
    }
    ByteBuffer end = bytes(channel, at, 56);
    if (end.getInt(0) != END_64) {
      throw new ZipDamage("its zip64 end record is not where it says");
    }
    return new Place(at, end.getLong(40), end.getLong(48), end.getLong(32));
  }

  private static Entry entry(ByteBuffer b) throws IOException {
    int at = b.position();
    if (b.remaining() < ENTRY_BYTES || b.getInt(at) != ENTRY) {
      throw new ZipDamage("its directory has no entry at byte " + at);
    }
    int name = u2(b, at + 28);
    int extra = u2(b, at + 30);
    int comment = u2(b, at + 32);
    if (b.remaining() < ENTRY_BYTES + name + extra + comment) {
      throw new ZipDamage("its directory ends in the middle of an entry");
    }
    byte[] text = new byte[name];
    b.get(at + ENTRY_BYTES, text);
    long[] sizes = {u4(b, at + 24), u4(b, at + 20), u4(b, at + 42)};
    sizes64(b, at + ENTRY_BYTES + name, extra, sizes);
    b.position(at + ENTRY_BYTES + name + extra + comment);
    return new Entry(
        new String(text, StandardCharsets.UTF_8),
        u2(b, at + 8),
        u2(b, at + 10),
        u4(b, at + 16),
        sizes[1],
        sizes[0],
        sizes[2]);
  }

  /** Takes those numbers from the extra field that are too large for their own places. */
  private static void sizes64(ByteBuffer b, int from, int length, long[] sizes) {
    for (int at = from; at + 4 <= from + length; at += 4 + u2(b, at + 2)) {
      int end = Math.min(from + length, at + 4 + u2(b, at + 2));
      if (u2(b, at) == 1) {
        int value = at + 4;
        for (int i = 0; i < sizes.length; i++) {
          if (sizes[i] == IN_64 && value + 8 <= end) {
            sizes[i] = b.getLong(value);
            value += 8;
          }
        }
      }
    }
  }

  static ByteBuffer bytes(SeekableByteChannel channel, long at, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    channel.position(at);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new ZipDamage("it ends too early");
      }
    }
    return bytes.flip();
  }

  static int u2(ByteBuffer b, int at) {
    return b.getShort(at) & 0xffff;
  }

  private static long u4(ByteBuffer b, int at) {
    return b.getInt(at) & 0xffffffffL;
  }
}
