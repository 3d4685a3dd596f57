package org.keras4j.datasets;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npz;
import org.keras4j.ndarray.Shape;

/** The containers that data sets come in. */
enum Format {
  /** NumPy's archive of named arrays. */
  NPZ {
    @Override
    Map<String, NDArray> read(Path file, RemoteFile description) throws IOException {
      return Npz.read(file);
    }
  },

  /** MNIST's own format, one array of bytes, in a gzip stream. */
  IDX_GZIP {
    @Override
    Map<String, NDArray> read(Path file, RemoteFile description) throws IOException {
      Shape shape = description.contents().get(0).shape();
      try (InputStream raw = Files.newInputStream(file);
          InputStream unzipped = new GZIPInputStream(raw, 1 << 16);
          DataInputStream in = new DataInputStream(new BufferedInputStream(unzipped, 1 << 16))) {
        return Map.of(ONLY, readIdx(in, shape));
      } catch (EOFException e) {
        throw new IOException("it ends too early", e);
      }
    }
  };

  /** The key of the array in a file that holds only one. */
  static final String ONLY = "data";

  private static final int UNSIGNED_BYTES = 0x08;

  /** Reads the arrays; whether they are the right ones is for the caller to check. */
  abstract Map<String, NDArray> read(Path file, RemoteFile description) throws IOException;

  /**
   * Reads an array whose shape is known beforehand, so that a damaged header cannot ask for memory.
   */
  private static NDArray readIdx(DataInputStream in, Shape shape) throws IOException {
    int magic = in.readInt();
    int expected = (UNSIGNED_BYTES << 8) | shape.rank();
    if (magic != expected) {
      throw new IOException(
          String.format(Locale.ROOT, "its first number is %d, expected %d", magic, expected));
    }
    for (int axis = 0; axis < shape.rank(); axis++) {
      int dim = in.readInt();
      if (dim != shape.get(axis)) {
        throw new IOException(
            String.format(
                Locale.ROOT, "its axis %d has length %d, expected shape %s", axis, dim, shape));
      }
    }
    byte[] data = new byte[Math.toIntExact(shape.size())];
    in.readFully(data);
    if (in.read() >= 0) {
      throw new IOException("it goes on after its " + data.length + " elements");
    }
    return NDArray.wrap(data, shape.asArray());
  }
}
