package org.keras4j.ndarray;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.keras4j.internal.AtomicFiles;
import org.keras4j.internal.UninterruptedFile;
import org.keras4j.internal.zip.ZipArchive;
import org.keras4j.internal.zip.ZipDamage;
import org.keras4j.internal.zip.ZipDirectory;

/**
 * Reads and writes NumPy's {@code .npz} files, several named arrays each: {@code numpy.load} and
 * {@code numpy.savez_compressed}.
 */
public final class Npz {
  private static final String SUFFIX = ".npy";

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
    try (SeekableByteChannel channel = UninterruptedFile.read(file)) {
      return read(channel, file);
    } catch (IOException e) {
      throw Npy.named(file, e);
    }
  }

  /**
   * Reads all arrays; see {@link #read(Path)}.
   *
   * @param file the path of a {@code .npz} file
   * @throws IOException if the file cannot be read or is damaged
   */
  public static Map<String, NDArray> read(String file) throws IOException {
    return read(Path.of(file));
  }

  static Map<String, NDArray> read(SeekableByteChannel channel, Path file) throws IOException {
    try {
      ZipArchive archive = new ZipArchive(channel);
      checkMemory(archive, file);
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      for (ZipDirectory.Entry entry : archive.entries()) {
        String what = file + ", entry " + entry.name();
        if (!entry.name().endsWith(SUFFIX)) {
          throw new NpyFormatException(what + ": expected only .npy entries in a .npz file");
        }
        String name = entry.name().substring(0, entry.name().length() - SUFFIX.length());
        arrays.put(name, read(archive, entry, what));
      }
      return arrays;
    } catch (ZipDamage e) {
      throw new NpyFormatException(
          "%s is no intact zip archive, as a .npz file must be: %s"
              .formatted(file, e.getMessage()));
    }
  }

  private static NDArray read(ZipArchive archive, ZipDirectory.Entry entry, String what)
      throws IOException {
    try {
      return archive.read(entry, in -> Npy.read(in, entry.size(), what));
    } catch (ZipDamage e) {
      throw new NpyFormatException(what + " is damaged: " + e.getMessage());
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

  private static void checkMemory(ZipArchive archive, Path file) throws IOException {
    long total = archive.entries().stream().mapToLong(ZipDirectory.Entry::size).sum();
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
