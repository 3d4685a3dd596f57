package org.keras4j.internal.hdf5;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keras4j.ndarray.NDArray;

/** A HDF5 file that is open for reading; only its structure is in memory. */
public final class Hdf5File implements AutoCloseable {

  private final String name;
  private final Source source;
  private final Hdf5Group root;

  private Hdf5File(String name, Source source) throws IOException {
    this.name = name;
    this.source = source;
    Guard guard = new Guard(name);
    SuperblockReader superblock = guard.at("", () -> SuperblockReader.read(source));
    root = new TreeReader(guard, source, superblock).root();
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it cannot be read, is damaged or holds what weights do not: the message
   *     names the file and the place in it
   */
  public static Hdf5File open(Path file) throws IOException {
    return of(file.toString(), Source.open(file));
  }

  /**
   * Opens a file that is in memory, such as one from an archive.
   *
   * @param bytes the whole file, which must not change meanwhile
   * @param name what messages call it
   * @throws IOException as {@link #open} does
   */
  public static Hdf5File of(byte[] bytes, String name) throws IOException {
    return of(name, Source.of(bytes));
  }

  /**
   * Opens a file that is a part of another one, such as an entry of an archive that is not
   * compressed.
   *
   * @param channel of the other file; it is closed with this one
   * @param start where it begins
   * @param size its length in bytes
   * @param name what messages call it
   * @throws IOException as {@link #open} does
   */
  public static Hdf5File part(SeekableByteChannel channel, long start, long size, String name)
      throws IOException {
    return of(name, Source.part(channel, start, size));
  }

  /**
   * Opens a file that messages call otherwise, as it is a copy.
   *
   * @param name what messages call it
   * @throws IOException as {@link #open} does
   */
  public static Hdf5File open(Path file, String name) throws IOException {
    return of(name, Source.open(file));
  }

  static Hdf5File of(String name, Source source) throws IOException {
    try {
      return new Hdf5File(name, source);
    } catch (IOException | RuntimeException | Error e) {
      source.close();
      throw e;
    }
  }

  /** Returns what messages call the file. */
  public String name() {
    return name;
  }

  /** Returns the group that all others are in. */
  public Hdf5Group root() {
    return root;
  }

  /** Returns all arrays by their paths, without a slash in front, in the order of the file. */
  public Map<String, Hdf5Array> arrays() {
    Map<String, Hdf5Array> all = new LinkedHashMap<>();
    List<Hdf5Group> waiting = new ArrayList<>(List.of(root));
    while (!waiting.isEmpty()) {
      Hdf5Group group = waiting.remove(waiting.size() - 1);
      group.arrays().values().forEach(a -> all.put(a.path().substring(1), a));
      waiting.addAll(group.groups().values());
    }
    return all;
  }

  /**
   * Reads all arrays by their paths, such as {@code layers/dense/vars/0}: the weights of a file
   * without a model.
   *
   * @throws IOException also if they need more memory than this process may use
   */
  public Map<String, NDArray> readAll() throws IOException {
    Map<String, Hdf5Array> arrays = arrays();
    long total = arrays.values().stream().mapToLong(Hdf5Array::bytes).sum();
    long most = Runtime.getRuntime().maxMemory();
    if (total > most) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s: its arrays take %,d bytes, this Java process may use %,d; raise it with -Xmx",
              name,
              total,
              most));
    }
    Map<String, NDArray> all = new LinkedHashMap<>();
    for (Map.Entry<String, Hdf5Array> a : arrays.entrySet()) {
      all.put(a.getKey(), a.getValue().read());
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
