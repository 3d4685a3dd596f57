package org.keras4j.internal.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What the beginning of a file says.
 *
 * @param base what addresses are counted from
 * @param root the address of the header of the group that all others are in
 */
record SuperblockReader(long base, long root) {

  private static final long SIGNATURE = 0x0a1a0a0d46444889L;
  private static final int LARGEST = 100;

  static SuperblockReader read(Source source) throws IOException {
    long at = find(source);
    ByteBuffer b = source.piece(at, Math.min(LARGEST, source.size() - at));
    int version = b.get(8);
    boolean old = version == 0 || version == 1;
    if (!old && version != 2 && version != 3) {
      throw new IOException("version " + version + " of HDF5 files is not supported");
    }
    if (b.get(old ? 13 : 9) != 8 || b.get(old ? 14 : 10) != 8) {
      throw new IOException("addresses and sizes of other than 8 bytes are not supported");
    }
    int from = version == 0 ? 24 : version == 1 ? 28 : 12;
    long base = b.getLong(from);
    long end = b.getLong(from + 16);
    long root = b.getLong(from + (old ? 40 : 24));
    if (base != at) {
      throw new IOException("it says that it begins elsewhere; it is damaged");
    }
    if (end < 0 || end > source.size()) {
      throw new IOException("it was cut off: it has " + source.size() + " bytes of " + end);
    }
    return new SuperblockReader(base, root);
  }

  /** Another kind of data may come before: then it begins at 512, 1024, 2048 and so on. */
  private static long find(Source source) throws IOException {
    for (long at = 0; at <= source.size() - 48; at = at == 0 ? 512 : 2 * at) {
      if (source.piece(at, 8).getLong() == SIGNATURE) {
        return at;
      }
    }
    throw new IOException("it is no HDF5 file");
  }
}
