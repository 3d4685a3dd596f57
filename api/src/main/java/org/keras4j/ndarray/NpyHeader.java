package org.keras4j.ndarray;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keras4j.Shape;

/**
 * The first bytes of a {@code .npy} file: magic, version and a Python dictionary that names type,
 * order and shape.
 */
record NpyHeader(NpyType type, boolean fortranOrder, Shape shape, int bytes) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64;

  /** NumPy's headers take some dozens of bytes; a longer one is no array that we could read. */
  private static final int LONGEST = 64 * 1024;

  private static final Pattern DESCRIPTOR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)\\b");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d\\sL,]*)\\)");

  static NpyHeader read(InputStream in, String what) throws IOException {
    DataInputStream data = new DataInputStream(in);
    byte[] start = data.readNBytes(8);
    for (int i = 0; i < MAGIC.length; i++) {
      if (start.length < 8 || start[i] != MAGIC[i]) {
        throw new NpyFormatException(
            what + " does not start as a .npy file does (0x93 NUMPY); it is another kind of file");
      }
    }
    int version = start[6];
    if (version < 1 || version > 3) {
      throw new NpyFormatException(
          String.format(
              Locale.ROOT,
              "%s: .npy format %d.%d is unknown, expected 1.0, 2.0 or 3.0",
              what,
              version,
              start[7]));
    }
    int sizeBytes = version == 1 ? 2 : 4;
    byte[] size = data.readNBytes(sizeBytes);
    long length = 0;
    for (int i = size.length - 1; i >= 0; i--) {
      length = length << 8 | (size[i] & 0xff);
    }
    if (length > LONGEST) {
      throw new NpyFormatException(
          String.format(
              Locale.ROOT,
              "%s: its header claims %d bytes, more than any array needs",
              what,
              length));
    }
    byte[] text = data.readNBytes((int) length);
    if (size.length < sizeBytes || text.length < length) {
      throw new NpyFormatException(what + " ends in the middle of its header: it is truncated");
    }
    String dictionary = new String(text, StandardCharsets.UTF_8);
    return new NpyHeader(
        NpyType.parse(find(DESCRIPTOR, dictionary, "descr", what), what),
        find(ORDER, dictionary, "fortran_order", what).equals("True"),
        parseShape(find(SHAPE, dictionary, "shape", what), what),
        8 + sizeBytes + (int) length);
  }

  /** The number of bytes that the elements take. */
  long dataBytes() {
    return (long) Axes.elements(shape) * type.width();
  }

  /** The complete first bytes of a file in format 1.0. */
  static byte[] encode(DType dtype, Shape shape) {
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }"
            .formatted(dtype.npyDescriptor(), shape);
    int used = MAGIC.length + 4 + dictionary.length() + 1;
    int total = (used + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] header = new byte[total];
    System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
    header[6] = 1;
    int textLength = total - MAGIC.length - 4;
    header[8] = (byte) textLength;
    header[9] = (byte) (textLength >> 8);
    byte[] text =
        (dictionary + " ".repeat(total - used) + "\n").getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, header, 10, text.length);
    return header;
  }

  private static String find(Pattern pattern, String dictionary, String key, String what)
      throws NpyFormatException {
    Matcher matcher = pattern.matcher(dictionary);
    if (!matcher.find()) {
      throw new NpyFormatException(
          "%s: no usable '%s' in its header: %s".formatted(what, key, dictionary.strip()));
    }
    return matcher.group(1);
  }

  private static Shape parseShape(String text, String what) throws NpyFormatException {
    try {
      long[] dims =
          Pattern.compile("[L,\\s]+")
              .splitAsStream(text)
              .filter(part -> !part.isEmpty())
              .mapToLong(Long::parseLong)
              .toArray();
      Shape shape = Shape.of(dims);
      Axes.elements(shape);
      return shape;
    } catch (NumberFormatException e) {
      throw new NpyFormatException("%s: no shape: (%s)".formatted(what, text));
    } catch (IllegalArgumentException e) {
      throw new NpyFormatException(what + ": " + e.getMessage());
    }
  }
}
