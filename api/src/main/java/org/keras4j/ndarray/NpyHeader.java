package org.keras4j.ndarray;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The first bytes of a {@code .npy} file: magic, version and a Python dictionary that names type,
 * order and shape.
 */
record NpyHeader(NpyType type, boolean fortranOrder, Shape shape, int bytes) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64;

  /** As in NumPy; its own headers take some dozens of bytes. */
  private static final int LONGEST = 10_000;

  /** As in NumPy. */
  private static final int MOST_AXES = 64;

  private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");

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
    if (version < 1 || version > 3 || start[7] != 0) {
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
    String dictionary =
        new String(text, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    Map<String, Object> values;
    try {
      values = NpyDictionary.parse(dictionary, version < 3);
    } catch (IllegalArgumentException e) {
      throw unusable(what, String.valueOf(e.getMessage()), dictionary);
    }
    if (!KEYS.equals(values.keySet())) {
      throw unusable(
          what, "needs 'descr', 'fortran_order', 'shape', has " + values.keySet(), dictionary);
    }
    if (values.get("descr") instanceof String descr
        && values.get("fortran_order") instanceof Boolean fortran
        && values.get("shape") instanceof long[] shape) {
      int bytes = 8 + sizeBytes + (int) length;
      return new NpyHeader(NpyType.parse(descr, what), fortran, shape(shape, what), bytes);
    }
    throw unusable(
        what, "'descr' must be a text, 'fortran_order' True or False, 'shape' a tuple", dictionary);
  }

  private static NpyFormatException unusable(String what, String why, String dictionary) {
    String shown = dictionary.strip();
    return new NpyFormatException(
        "%s: its header is no usable one: %s: %s"
            .formatted(what, why, shown.length() > 200 ? shown.substring(0, 200) + "…" : shown));
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

  private static Shape shape(long[] dims, String what) throws NpyFormatException {
    for (long dim : dims) {
      if (dim < 0) {
        throw new NpyFormatException(
            what + ": 'shape' is negative in its header: " + Arrays.toString(dims));
      }
    }
    if (dims.length > MOST_AXES) {
      throw new NpyFormatException(
          what + ": an array has at most " + MOST_AXES + " axes, not " + dims.length);
    }
    try {
      Shape shape = Shape.of(dims);
      Axes.elements(shape);
      // An empty array, too, must not have axes that nobody can count along.
      Axes.elements(Shape.of(Arrays.stream(dims).filter(d -> d != 0).toArray()));
      return shape;
    } catch (IllegalArgumentException e) {
      throw new NpyFormatException(what + ": " + e.getMessage());
    }
  }
}
