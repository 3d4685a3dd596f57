package org.keras4j.internal.zip;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** The content of one entry of a zip archive, never longer than the archive says. */
final class ZipEntryStream extends InputStream {

  private static final int HEADER = 0x04034b50;
  private static final int HEADER_BYTES = 30;
  private static final int CHUNK = 1 << 16;

  private final ZipDirectory.Entry entry;
  private final Inflater inflater = new Inflater(true);
  private final InputStream content;
  private final CRC32 checksum = new CRC32();
  private long left;

  ZipEntryStream(SeekableByteChannel channel, ZipDirectory directory, ZipDirectory.Entry entry)
      throws IOException {
    this.entry = entry;
    left = entry.size();
    long start = dataStart(channel, directory.start(), entry);
    InputStream packed = new Packed(channel, start, entry.packed());
    content = entry.method() == 0 ? packed : new InflaterInputStream(packed, inflater, CHUNK);
  }

  /** Returns where the data of an entry begin; it ends before the directory. */
  static long dataStart(SeekableByteChannel channel, long end, ZipDirectory.Entry entry)
      throws IOException {
    if ((entry.flags() & 1) != 0) {
      throw new ZipDamage("it is encrypted");
    }
    if (entry.method() != 0 && entry.method() != 8) {
      throw new ZipDamage("its compression method " + entry.method() + " is not known");
    }
    if (entry.method() == 0 && entry.packed() != entry.size()) {
      throw new ZipDamage("it has two different sizes without compression");
    }
    if (entry.at() < 0 || entry.at() > end - HEADER_BYTES) {
      throw new ZipDamage("it is not where the directory says");
    }
    ByteBuffer header = ZipDirectory.bytes(channel, entry.at(), HEADER_BYTES);
    int name = ZipDirectory.u2(header, 26);
    long start = entry.at() + HEADER_BYTES + name + ZipDirectory.u2(header, 28);
    if (header.getInt(0) != HEADER || start > end || entry.packed() > end - start) {
      throw new ZipDamage("it is not where the directory says");
    }
    ByteBuffer named = ZipDirectory.bytes(channel, entry.at() + HEADER_BYTES, name);
    if (!StandardCharsets.UTF_8.decode(named).toString().equals(entry.name())) {
      throw new ZipDamage("it has another name in its own header");
    }
    return start;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int at, int count) throws IOException {
    if (left == 0) {
      return count == 0 ? 0 : -1;
    }
    try {
      int n = content.read(target, at, (int) Math.min(count, left));
      if (n < 0) {
        throw new ZipDamage("it is shorter than the directory says");
      }
      checksum.update(target, at, n);
      left -= n;
      return n;
    } catch (ZipException e) {
      throw new ZipDamage("it cannot be unpacked: " + e.getMessage());
    } catch (EOFException e) {
      throw new ZipDamage("its packed data ends too early");
    }
  }

  /** Checks, after everything has been read, that it was what was packed. */
  void verify() throws IOException {
    boolean more;
    try {
      more = left > 0 || content.read() >= 0;
    } catch (ZipException | EOFException e) {
      throw new ZipDamage("its packed data does not end");
    }
    if (more) {
      throw new ZipDamage("it is longer than the directory says");
    }
    if (checksum.getValue() != entry.crc()) {
      throw new ZipDamage("its checksum does not match");
    }
  }

  @Override
  public void close() {
    inflater.end();
  }

  /** A part of the file. */
  private static final class Packed extends InputStream {
    private final SeekableByteChannel channel;
    private long at;
    private long left;

    Packed(SeekableByteChannel channel, long at, long bytes) {
      this.channel = channel;
      this.at = at;
      left = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
      if (left == 0) {
        return -1;
      }
      int n = channel.position(at).read(ByteBuffer.wrap(target, from, (int) Math.min(count, left)));
      if (n > 0) {
        at += n;
        left -= n;
      }
      return n;
    }
  }
}
