package org.keras4j.ndarray;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.keras4j.internal.AtomicFiles;

/**
 * Reads and writes NumPy's {@code .npz} files, several named arrays each: {@code numpy.load} and
 * {@code numpy.savez_compressed}.
 */
public final class Npz {
  private static final String SUFFIX = ".npy";

  /** Deflate cannot make data smaller than this; who claims more is a bomb or broken. */
  private static final long DEFLATE_LIMIT = 1032;

  private Npz() {}

  /**
   * Reads all arrays.
   *
   * @param file a {@code .npz} file, compressed or not
   * @return the arrays by name, in the order of the file
   * @throws NpyFormatException if the file or an array in it is damaged
   * @throws IOException if the file cannot be read
   */
  public static Map<String, NDArray> read(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<? extends ZipEntry> entries = Collections.list(zip.entries());
      checkSizes(entries, file);
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      for (ZipEntry entry : entries) {
        String what = file + ", entry " + entry.getName();
        if (!entry.getName().endsWith(SUFFIX)) {
          throw new NpyFormatException(what + ": expected only .npy entries in a .npz file");
        }
        try (CheckedInputStream in = checked(zip.getInputStream(entry))) {
          NDArray array = Npy.read(in, entry.getSize(), what);
          if (in.getChecksum().getValue() != entry.getCrc()) {
            throw new NpyFormatException(what + " is damaged: its checksum does not match");
          }
          String name = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
          if (arrays.put(name, array) != null) {
            throw new NpyFormatException(what + " occurs twice");
          }
        }
      }
      return arrays;
    } catch (ZipException e) {
      NpyFormatException wrapped =
          new NpyFormatException(
              "%s is no intact zip archive, as a .npz file must be: %s"
                  .formatted(file, e.getMessage()));
      wrapped.initCause(e);
      throw wrapped;
    }
  }

  /**
   * Writes arrays with compression, replacing an existing file at once: should that fail, the old
   * one stays. Equal arrays make equal files. Makes the folder if it does not exist.
   *
   * @param file the file, by convention ending in {@code .npz}
   * @param arrays the arrays by name, written in the map's order
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, Map<String, NDArray> arrays) throws IOException {
    AtomicFiles.replace(file, f -> writeTo(f, arrays));
  }

  private static void writeTo(Path file, Map<String, NDArray> arrays) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, NDArray> each : arrays.entrySet()) {
        ZipEntry entry = new ZipEntry(each.getKey() + SUFFIX);
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        Npy.write(zip, each.getValue());
        zip.closeEntry();
      }
    }
  }

  /** ZipFile, unlike ZipInputStream, leaves the comparison of checksums to its caller. */
  private static CheckedInputStream checked(InputStream in) {
    return new CheckedInputStream(new BufferedInputStream(in, 1 << 16), new CRC32());
  }

  private static void checkSizes(List<? extends ZipEntry> entries, Path file) throws IOException {
    long total = 0;
    for (ZipEntry entry : entries) {
      long size = entry.getSize();
      long packed = entry.getCompressedSize();
      if (size < 0 || packed < 0 || size > DEFLATE_LIMIT * (packed + 1)) {
        throw new NpyFormatException(
            String.format(
                Locale.ROOT,
                "%s, entry %s: %,d bytes cannot come out of %,d packed ones; the file is damaged or a trap",
                file,
                entry.getName(),
                size,
                packed));
      }
      total += size;
    }
    long most = Runtime.getRuntime().maxMemory();
    if (total > most) {
      throw new NpyFormatException(
          String.format(
              Locale.ROOT,
              "%s: its arrays take %,d bytes, this Java process may use %,d; raise it with -Xmx",
              file,
              total,
              most));
    }
  }
}
