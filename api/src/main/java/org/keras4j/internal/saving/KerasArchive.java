package org.keras4j.internal.saving;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.AtomicFiles;
import org.keras4j.internal.UninterruptedFile;
import org.keras4j.internal.hdf5.Hdf5File;
import org.keras4j.internal.zip.ZipArchive;
import org.keras4j.internal.zip.ZipDamage;
import org.keras4j.internal.zip.ZipDirectory;

/**
 * Keras's archive of a model: a zip file that is not compressed, with {@code metadata.json}, {@code
 * config.json} and {@code model.weights.h5}.
 */
public final class KerasArchive {

  private static final String METADATA = "metadata.json";
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.weights.h5";
  private static final Set<String> ENTRIES = Set.of(METADATA, CONFIG, WEIGHTS);

  /** Far more than any config has; what is longer would only fill the memory. */
  private static final long LONGEST_TEXT = 1L << 28;

  /** Weights up to here need no file of their own while they are read. */
  private static final long IN_MEMORY = 1L << 26;

  private static final int CHUNK = 1 << 16;

  private KerasArchive() {}

  /** Writes the HDF5 file, twice the same: its checksum stands in front of it. */
  @FunctionalInterface
  public interface Weights {
    /** Writes all of it. */
    void write(OutputStream out) throws IOException;
  }

  /**
   * Replaces a file at once by an archive.
   *
   * @param metadata JSON
   * @param config JSON
   */
  public static void write(Path file, String metadata, String config, Weights weights)
      throws IOException {
    AtomicFiles.replace(
        file,
        target -> {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), CHUNK);
              ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setMethod(ZipOutputStream.STORED);
            entry(zip, METADATA, o -> o.write(metadata.getBytes(StandardCharsets.UTF_8)));
            entry(zip, CONFIG, o -> o.write(config.getBytes(StandardCharsets.UTF_8)));
            entry(zip, WEIGHTS, weights);
          }
        });
  }

  private static void entry(ZipOutputStream zip, String name, Weights content) throws IOException {
    Measure measure = new Measure();
    try (OutputStream out = new BufferedOutputStream(measure, CHUNK)) {
      content.write(out);
    }
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
    entry.setSize(measure.bytes);
    entry.setCrc(measure.checksum.getValue());
    zip.putNextEntry(entry);
    content.write(zip);
    zip.closeEntry();
  }

  /** Keeps size and checksum of what is written. */
  private static final class Measure extends OutputStream {
    private final CRC32 checksum = new CRC32();
    private long bytes;

    @Override
    public void write(int b) {
      checksum.update(b);
      bytes++;
    }

    @Override
    public void write(byte[] b, int from, int count) {
      checksum.update(b, from, count);
      bytes += count;
    }
  }

  /**
   * What is in an archive.
   *
   * @param metadata JSON, empty if there is none
   * @param config JSON
   * @param weights the HDF5 file, open until the reading ends; null if there is none
   */
  public record Contents(String metadata, String config, @Nullable Hdf5File weights) {}

  /** Takes what is in an archive. */
  @FunctionalInterface
  public interface Reader<T> {
    /** Reads it; the weights are closed afterwards. */
    T read(Contents contents) throws IOException;
  }

  /**
   * Reads an archive. Small weights are held in memory; others are read where they lie, or if they
   * are compressed, which Keras does not do, from a temporary file.
   *
   * @throws IOException if it is damaged, or has what no archive of a model has
   */
  public static <T> T read(Path file, Reader<T> reader) throws IOException {
    return read(file, IN_MEMORY, reader);
  }

  static <T> T read(Path file, long inMemory, Reader<T> reader) throws IOException {
    try (SeekableByteChannel channel = UninterruptedFile.read(file)) {
      ZipArchive archive = new ZipArchive(channel);
      Map<String, ZipDirectory.Entry> entries = new HashMap<>();
      for (ZipDirectory.Entry entry : archive.entries()) {
        if (!ENTRIES.contains(entry.name())) {
          throw new ZipDamage(unknown(entry.name()));
        }
        entries.put(entry.name(), entry);
      }
      ZipDirectory.Entry config = entries.get(CONFIG);
      if (config == null) {
        throw new ZipDamage("it has no " + CONFIG + "; it is another kind of archive");
      }
      ZipDirectory.Entry metadata = entries.get(METADATA);
      String about = metadata == null ? "" : text(archive, metadata);
      String model = text(archive, config);
      ZipDirectory.Entry weights = entries.get(WEIGHTS);
      return weights == null
          ? reader.read(new Contents(about, model, null))
          : withWeights(
              archive,
              channel,
              weights,
              file,
              inMemory,
              w -> reader.read(new Contents(about, model, w)));
    } catch (ZipDamage e) {
      throw new IOException(file + " is no intact .keras archive: " + e.getMessage(), e);
    }
  }

  @FunctionalInterface
  private interface WeightsReader<T> {
    T read(Hdf5File weights) throws IOException;
  }

  private static <T> T withWeights(
      ZipArchive archive,
      SeekableByteChannel channel,
      ZipDirectory.Entry entry,
      Path file,
      long inMemory,
      WeightsReader<T> reader)
      throws IOException {
    String name = file + ", " + WEIGHTS;
    if (entry.size() <= inMemory) {
      byte[] bytes = archive.read(entry, InputStream::readAllBytes);
      try (Hdf5File weights = Hdf5File.of(bytes, name)) {
        return reader.read(weights);
      }
    }
    if (entry.method() == 0) {
      long start = archive.place(entry);
      try (Hdf5File weights = Hdf5File.part(channel, start, entry.size(), name)) {
        return reader.read(weights);
      }
    }
    Path unpacked = Files.createTempFile("keras4j-weights", ".h5");
    try {
      archive.read(entry, in -> Files.copy(in, unpacked, StandardCopyOption.REPLACE_EXISTING));
      try (Hdf5File weights = Hdf5File.open(unpacked, name)) {
        return reader.read(weights);
      }
    } finally {
      Files.deleteIfExists(unpacked);
    }
  }

  private static String unknown(String name) {
    if (name.equals("model.weights.npz")) {
      return "its weights are in "
          + name
          + ", which is not supported; save the model with "
          + WEIGHTS;
    }
    if (name.startsWith("assets/")) {
      return "it has " + name + ", of a layer with files of its own, which are not supported yet";
    }
    return "it has the unknown entry " + name + "; expected only " + new TreeSet<>(ENTRIES);
  }

  private static String text(ZipArchive archive, ZipDirectory.Entry entry) throws IOException {
    if (entry.size() > LONGEST_TEXT) {
      throw new ZipDamage(
          String.format(
              Locale.ROOT,
              "%s has %,d bytes, more than any config; at most %,d are read",
              entry.name(),
              entry.size(),
              LONGEST_TEXT));
    }
    return archive.read(entry, in -> new String(in.readAllBytes(), StandardCharsets.UTF_8));
  }
}
