package org.keras4j.ndarray;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.keras4j.internal.AtomicFiles;
import org.keras4j.internal.FileErrors;

/**
 * Reads and writes NumPy's {@code .npy} files, one array each: {@code numpy.load} and {@code
 * numpy.save}.
 *
 * <p>Read are format versions 1.0 to 3.0, both byte orders, C and Fortran order, and the types b1,
 * u1, u2, u4, i1, i2, i4, i8, f2, f4, f8. Types that {@link DType} lacks become the next wider one.
 * Written is version 1.0, little-endian, C order.
 */
public final class Npy {
  private static final int CHUNK = 1 << 16;

  private Npy() {}

  /**
   * Reads an array.
   *
   * @param file a {@code .npy} file
   * @throws NpyFormatException if the file is damaged, too short, too long, or holds no numbers
   * @throws IOException if the file cannot be read
   */
  public static NDArray read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), CHUNK)) {
      return read(in, Files.size(file), file.toString());
    } catch (IOException e) {
      throw named(file, e);
    }
  }

  /**
   * Reads an array; see {@link #read(Path)}.
   *
   * @param file the path of a {@code .npy} file
   * @throws IOException if the file cannot be read or is damaged
   */
  public static NDArray read(String file) throws IOException {
    return read(Path.of(file));
  }

  /** What the file system says, if it does not name the file itself. */
  static IOException named(Path file, IOException e) {
    return e instanceof NpyFormatException || e instanceof FileSystemException
        ? e
        : new IOException(file + " cannot be read: " + FileErrors.reason(e), e);
  }

  /**
   * Writes an array, replacing an existing file at once: should that fail, the old one stays. Makes
   * the folder if it does not exist.
   *
   * @param file the file, by convention ending in {@code .npy}
   * @param array the array
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, NDArray array) throws IOException {
    AtomicFiles.replace(
        file,
        f -> {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(f), CHUNK)) {
            write(out, array);
          }
        });
  }

  /** Reads an array that must take exactly {@code available} bytes, header included. */
  static NDArray read(InputStream in, long available, String what) throws IOException {
    NpyHeader header = NpyHeader.read(in, what);
    long expected = header.dataBytes();
    long received = available - header.bytes();
    if (received != expected) {
      throw new NpyFormatException(
          String.format(
              Locale.ROOT,
              "%s: shape %s needs %,d bytes of data, there are %,d: the file is %s",
              what,
              header.shape(),
              expected,
              received,
              received < expected ? "truncated" : "damaged, or holds more than one array"));
    }
    requireMemory(expected, what);
    int size = Axes.elements(header.shape());
    Storage storage = allocate(header, size, what);
    int width = header.type().width();
    byte[] chunk = new byte[(int) Math.min(CHUNK, Math.max(1, expected))];
    for (int at = 0; at < size; ) {
      int wanted = (int) Math.min(chunk.length, (long) (size - at) * width);
      if (in.readNBytes(chunk, 0, wanted) < wanted) {
        throw new NpyFormatException(what + " ends in the middle of its data: it is truncated");
      }
      header.type().decode(ByteBuffer.wrap(chunk, 0, wanted), storage, at);
      at += wanted / width;
    }
    if (header.fortranOrder()) {
      storage = Strided.copy(storage, 0, header.shape(), Strided.columnMajor(header.shape()));
    }
    return new NDArray(storage, 0, header.shape());
  }

  static void write(OutputStream out, NDArray array) throws IOException {
    out.write(NpyHeader.encode(array.dtype(), array.shape()));
    int width = array.dtype().byteSize();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    NDArray flat = array.flatten();
    for (int at = 0; at < flat.size(); ) {
      int count = Math.min(CHUNK / width, flat.size() - at);
      switch (array.dtype()) {
        case BOOL, UINT8 -> flat.copyRows(at, count, chunk.clear());
        case INT32 -> flat.copyRows(at, count, chunk.asIntBuffer());
        case INT64 -> flat.copyRows(at, count, chunk.asLongBuffer());
        case FLOAT32 -> flat.copyRows(at, count, chunk.asFloatBuffer());
        case FLOAT64 -> flat.copyRows(at, count, chunk.asDoubleBuffer());
      }
      chunk.clear();
      out.write(chunk.array(), 0, count * width);
      at += count;
    }
  }

  private static Storage allocate(NpyHeader header, int size, String what) throws IOException {
    try {
      return Storage.allocate(header.type().dtype(), size);
    } catch (OutOfMemoryError e) {
      throw new NpyFormatException(
          String.format(
              Locale.ROOT,
              "%s: there is no free memory for %,d elements; raise it with -Xmx",
              what,
              size));
    }
  }

  /** An honest message instead of an OutOfMemoryError, which a lying header could provoke. */
  private static void requireMemory(long bytes, String what) throws IOException {
    long most = Runtime.getRuntime().maxMemory();
    if (bytes > most) {
      throw new NpyFormatException(
          String.format(
              Locale.ROOT,
              "%s: the array takes %,d bytes, this Java process may use %,d; raise it with -Xmx",
              what,
              bytes,
              most));
    }
  }
}
