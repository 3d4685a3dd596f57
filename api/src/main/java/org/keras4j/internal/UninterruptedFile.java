package org.keras4j.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that can be read and flushed by a thread that has been interrupted: a file channel would
 * be closed, and what a search or a training wants to keep at its end would be lost.
 */
public final class UninterruptedFile implements SeekableByteChannel {

  private final RandomAccessFile file;

  private UninterruptedFile(RandomAccessFile file) {
    this.file = file;
  }

  /** Opens a file for reading; the caller closes it. */
  public static SeekableByteChannel read(Path file) throws IOException {
    return isOnDisk(file)
        ? new UninterruptedFile(new RandomAccessFile(file.toFile(), "r"))
        : Files.newByteChannel(file, StandardOpenOption.READ);
  }

  /** Makes sure that what has been written to a file is on the disk. */
  static void flush(Path file) throws IOException {
    if (isOnDisk(file)) {
      try (RandomAccessFile f = new RandomAccessFile(file.toFile(), "rw")) {
        f.getFD().sync();
      }
    }
  }

  /** Returns whether it is no file in an archive or in memory, which Java's streams cannot open. */
  private static boolean isOnDisk(Path file) {
    return file.getFileSystem().equals(FileSystems.getDefault());
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    byte[] bytes = new byte[target.remaining()];
    int n = file.read(bytes);
    if (n > 0) {
      target.put(bytes, 0, n);
    }
    return n;
  }

  @Override
  public long position() throws IOException {
    return file.getFilePointer();
  }

  @Override
  public SeekableByteChannel position(long newPosition) throws IOException {
    file.seek(newPosition);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.length();
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return file.getChannel().isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
