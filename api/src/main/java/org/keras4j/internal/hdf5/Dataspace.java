package org.keras4j.internal.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What a file says of a shape. */
final class Dataspace {

  private static final int NULL = 2;

  private Dataspace() {}

  /** Returns the dimensions. */
  static long[] parse(ByteBuffer b) throws IOException {
    int version = b.get();
    int rank = b.get() & 0xff;
    b.get();
    int type = b.get();
    if (version == 1) {
      b.position(b.position() + 4);
    } else if (version != 2) {
      throw new IOException("version " + version + " of shapes is not known; the file is damaged");
    }
    if (version == 2 && type == NULL) {
      throw new IOException("it has no value");
    }
    long[] dims = new long[rank];
    for (int i = 0; i < rank; i++) {
      dims[i] = b.getLong();
    }
    return dims;
  }

  /**
   * Returns the number of elements.
   *
   * @throws IOException if there are more than {@code most}
   */
  static long count(long[] dims, long most) throws IOException {
    long count = 1;
    for (long d : dims) {
      if (d < 0 || (d > 0 && count > most / d)) {
        throw new IOException(
            "shape "
                + java.util.Arrays.toString(dims)
                + " has more elements than there can be; the file is damaged or a trap");
      }
      count *= d;
    }
    return count;
  }
}
