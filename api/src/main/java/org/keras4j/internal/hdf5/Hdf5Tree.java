package org.keras4j.internal.hdf5;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.keras4j.internal.AtomicFiles;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/**
 * What is to be written into a HDF5 file. Groups come into being with what is put into them.
 *
 * <p>The same tree always makes the same bytes. It is written without copies of the arrays.
 */
public final class Hdf5Tree {

  private static final int BUFFER = 1 << 16;

  private final GroupNode root = new GroupNode();

  /** Makes a tree that is empty. */
  public Hdf5Tree() {}

  /** Adds a group and those that it is in, where they are missing. */
  public Hdf5Tree group(String path) {
    node(path);
    return this;
  }

  /** Gives a group a text, in place of an earlier one of this name. */
  public Hdf5Tree attribute(String path, String name, String text) {
    node(path).attributes().put(name, text);
    return this;
  }

  /**
   * Adds an array.
   *
   * @throws IllegalArgumentException if there is something at this place already
   */
  public Hdf5Tree array(String path, NDArray array) {
    return array(path, array.dtype(), array.shape(), () -> array);
  }

  /**
   * Adds an array that is asked for when it is written, so that not all have to be there at once.
   *
   * @param array returns it, of this type and shape; asked once at each writing
   * @throws IllegalArgumentException if there is something at this place already
   */
  public Hdf5Tree array(String path, DType dtype, Shape shape, Supplier<NDArray> array) {
    int slash = path.lastIndexOf('/');
    GroupNode parent = node(slash < 0 ? "" : path.substring(0, slash));
    if (parent.children().putIfAbsent(path.substring(slash + 1), new ArrayNode(dtype, shape, array))
        != null) {
      throw new IllegalArgumentException("There is something at " + path + " already");
    }
    return this;
  }

  private GroupNode node(String path) {
    GroupNode at = root;
    for (String part : path.split("/", -1)) {
      if (!part.isEmpty()) {
        Node next = at.children().computeIfAbsent(part, p -> new GroupNode());
        if (!(next instanceof GroupNode group)) {
          throw new IllegalArgumentException("At " + path + " is an array, not a group");
        }
        at = group;
      }
    }
    return at;
  }

  /** Writes the file at once: whoever reads it sees the old one or the whole new one. */
  public void write(Path file) throws IOException {
    AtomicFiles.replace(
        file,
        f -> {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(f), BUFFER)) {
            write(out);
          }
        });
  }

  /** Writes to a stream, such as an entry of an archive, which stays open. */
  public void write(OutputStream out) throws IOException {
    FileLayout.of(root).write(out);
  }

  /** Returns how many bytes {@link #write(OutputStream)} writes. */
  public long size() {
    return FileLayout.of(root).size();
  }
}
