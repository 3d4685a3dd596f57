package org.keras4j.internal.zip;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the entries of a zip archive. No entry is longer than it says or than its packed data can
 * make it, none has the place or the name of another one, and what was read is compared with its
 * checksum.
 */
public final class ZipArchive {

  /** Deflate cannot make data smaller than this; who claims more is a bomb or broken. */
  private static final long DEFLATE_LIMIT = 1032;

  private final SeekableByteChannel channel;
  private final ZipDirectory directory;

  /**
   * Reads the directory.
   *
   * @throws ZipDamage if it is damaged or a trap
   */
  public ZipArchive(SeekableByteChannel channel) throws IOException {
    this.channel = channel;
    directory = ZipDirectory.read(channel);
    check(channel.size());
  }

  private void check(long length) throws IOException {
    long totalPacked = 0;
    Set<String> names = new HashSet<>();
    for (ZipDirectory.Entry entry : directory.entries()) {
      long packed = entry.packed();
      totalPacked += packed;
      if (entry.size() < 0
          || packed < 0
          || packed > length
          || entry.size() > DEFLATE_LIMIT * (packed + 1)) {
        throw new ZipDamage(
            String.format(
                Locale.ROOT,
                "in entry %s %,d bytes cannot come out of %,d packed ones; it is damaged or a trap",
                entry.name(),
                entry.size(),
                packed));
      }
      if (!names.add(entry.name())) {
        throw new ZipDamage("entry " + entry.name() + " occurs twice");
      }
    }
    if (totalPacked > length) {
      throw new ZipDamage("its entries overlap; it is damaged or a trap");
    }
  }

  /** Returns the entries in the order of the archive. */
  public List<ZipDirectory.Entry> entries() {
    return directory.entries();
  }

  /** Takes the content of an entry. */
  @FunctionalInterface
  public interface Content<T> {
    /** Reads what there is, which is no longer than the entry's size. */
    T read(InputStream content) throws IOException;
  }

  /**
   * Reads an entry.
   *
   * @throws ZipDamage if it is not what was packed
   */
  public <T> T read(ZipDirectory.Entry entry, Content<T> content) throws IOException {
    try (ZipEntryStream in = new ZipEntryStream(channel, directory, entry)) {
      T result = content.read(in);
      in.verify();
      return result;
    }
  }

  /**
   * Returns where an entry that is not compressed lies in the file, so that parts of it can be read
   * in any order; all of it has been compared with its checksum then.
   *
   * @throws ZipDamage if it is not what was packed, or is compressed
   */
  public long place(ZipDirectory.Entry entry) throws IOException {
    if (entry.method() != 0) {
      throw new ZipDamage("entry " + entry.name() + " is compressed");
    }
    read(entry, in -> in.transferTo(OutputStream.nullOutputStream()));
    return ZipEntryStream.dataStart(channel, directory.start(), entry);
  }
}
