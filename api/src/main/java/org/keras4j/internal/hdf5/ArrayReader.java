package org.keras4j.internal.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.keras4j.internal.hdf5.HeaderReader.Message;

/** Reads and checks what a file says of an array; nothing of its size is taken. */
final class ArrayReader {

  private static final int DATASPACE = 0x01;
  private static final int DATATYPE = 0x03;
  private static final int EXTERNAL = 0x07;
  private static final int LAYOUT = 0x08;

  private static final int COMPACT = 0;
  private static final int CONTIGUOUS = 1;

  private ArrayReader() {}

  static Hdf5Array read(
      Guard guard, String path, Source source, long base, List<Message> header, Texts texts)
      throws IOException {
    Datatype type = Datatype.parse(TreeReader.first(header, DATATYPE, "type"));
    Hdf5Elements elements = type.elements(texts.one("dtype"));
    if (elements == null) {
      throw guard.refused(
          path, "its elements (" + type + ") are not supported; expected plain numbers or bools");
    }
    if (header.stream().anyMatch(m -> m.type() == EXTERNAL)) {
      throw guard.refused(path, "its elements are in another file, which is not read");
    }
    long[] dims = Dataspace.parse(TreeReader.first(header, DATASPACE, "shape"));
    long count = Dataspace.count(dims, Integer.MAX_VALUE - 8);
    long bytes = count * elements.width();
    if (bytes > source.size()) {
      throw guard.refused(
          path,
          String.format(
              Locale.ROOT,
              "shape %s would take %,d bytes, and the whole file has %,d; it is damaged or a trap",
              Arrays.toString(dims),
              bytes,
              source.size()));
    }
    ElementPlace place = place(guard, path, TreeReader.first(header, LAYOUT, "layout"), bytes);
    if (place.inHeader() == null && bytes > 0) {
      long at = base + place.address();
      if (place.address() < 0 || at < 0 || at > source.size() - bytes) {
        throw guard.refused(
            path, "its elements lie outside of the file, which is damaged or was cut off");
      }
      place = new ElementPlace(at, null);
    }
    return new Hdf5Array(guard, path, source, elements, type.order(), dims, place);
  }

  private static ElementPlace place(Guard guard, String path, ByteBuffer b, long bytes)
      throws IOException {
    int version = b.get();
    int kind = b.get();
    if (version != 3 && version != 4) {
      throw guard.refused(path, "version " + version + " of layouts is not supported");
    }
    if (kind == COMPACT) {
      int size = b.getShort() & 0xffff;
      if (size < bytes) {
        throw guard.refused(path, "it has fewer elements than its shape; the file is damaged");
      }
      return new ElementPlace(0, b.slice(b.position(), (int) bytes));
    }
    if (kind != CONTIGUOUS) {
      throw guard.refused(
          path,
          "it is kept in chunks, perhaps compressed, which is not supported; h5repack -l CONTI -f"
              + " NONE makes a file that is");
    }
    long address = b.getLong();
    if (address == FileLayout.UNDEFINED && bytes > 0) {
      throw guard.refused(path, "it has no elements; the file was not written to its end");
    }
    if (bytes > 0 && b.getLong() < bytes) {
      throw guard.refused(path, "it has fewer elements than its shape; the file is damaged");
    }
    return new ElementPlace(address, null);
  }
}
