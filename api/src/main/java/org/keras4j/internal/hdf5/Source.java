package org.keras4j.internal.hdf5;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.UninterruptedFile;

/** The bytes of a file, in memory or on the disk. */
final class Source implements AutoCloseable {

  /** Up to this size a file is read as a whole, as many small reads take longer. */
  private static final long SMALL = 1 << 26;

  /** How often what describes arrays may be read; parts of it are read more than once. */
  private static final int TIMES = 4;

  private static final int SLACK = 1 << 16;

  private final @Nullable SeekableByteChannel channel;
  private final ByteBuffer memory;
  private final long start;
  private final long size;
  private long left;

  private Source(@Nullable SeekableByteChannel channel, ByteBuffer memory, long start, long size) {
    this.channel = channel;
    this.memory = memory;
    this.start = start;
    this.size = size;
    left = TIMES * size + SLACK;
  }

  static Source of(byte[] bytes) {
    return new Source(null, ByteBuffer.wrap(bytes).asReadOnlyBuffer(), 0, bytes.length);
  }

  /** A part of a file; closing the source closes the channel. */
  static Source part(SeekableByteChannel channel, long start, long size) {
    return new Source(channel, ByteBuffer.allocate(0), start, size);
  }

  static Source open(Path file) throws IOException {
    return open(file, SMALL);
  }

  static Source open(Path file, long small) throws IOException {
    SeekableByteChannel channel = UninterruptedFile.read(file);
    try {
      Source onDisk = part(channel, 0, channel.size());
      if (onDisk.size > small) {
        return onDisk;
      }
      byte[] bytes = new byte[(int) onDisk.size];
      onDisk.read(0, ByteBuffer.wrap(bytes));
      channel.close();
      return of(bytes);
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  long size() {
    return size;
  }

  /**
   * Reads a piece of what describes the arrays. All pieces together cannot be much larger than the
   * file: one that refers to the same part again and again would have no end.
   */
  ByteBuffer piece(long at, long length) throws IOException {
    if (length < 0 || length > size) {
      throw new EOFException(
          length + " bytes are more than the file has, which has " + size + " bytes");
    }
    spend(length);
    ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
    read(at, bytes);
    return bytes.flip();
  }

  /** Counts what is made of pieces. */
  void spend(long length) throws IOException {
    left -= length;
    if (left < 0) {
      throw new IOException("it refers to the same parts again and again; it is damaged or a trap");
    }
  }

  /** Fills a buffer. */
  void read(long at, ByteBuffer target) throws IOException {
    int length = target.remaining();
    if (at < 0 || at > size - length) {
      throw new EOFException(
          length + " bytes at " + at + " are outside of the file, which has " + size + " bytes");
    }
    if (channel == null) {
      target.put(memory.slice((int) at, length));
      return;
    }
    synchronized (this) {
      channel.position(start + at);
      while (target.hasRemaining()) {
        if (channel.read(target) < 0) {
          throw new EOFException("the file has become shorter while it was read");
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
