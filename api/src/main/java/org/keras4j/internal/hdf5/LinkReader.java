package org.keras4j.internal.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.internal.hdf5.HeaderReader.Message;

/** Reads the links of groups: names and where their objects are. */
final class LinkReader {

  static final int LINK_INFO = 0x02;
  static final int LINK = 0x06;
  static final int SYMBOL_TABLE = 0x11;

  private static final int TREE = 0x45455254;
  private static final int LEAF = 0x444f4e53;
  private static final int HEAP = 0x50414548;
  private static final int SOFT = 2;

  private final Source source;
  private final long base;

  LinkReader(Source source, long base) {
    this.source = source;
    this.base = base;
  }

  /** Returns the addresses of objects by name, in the order of the file. */
  Map<String, Long> links(List<Message> header) throws IOException {
    Map<String, Long> links = new LinkedHashMap<>();
    for (Message m : header) {
      ByteBuffer b = m.content();
      switch (m.type()) {
        case SYMBOL_TABLE -> {
          b = m.body();
          long index = b.getLong();
          tree(index, -1, heap(b.getLong()), links);
        }
        case LINK -> link(m.body(), links);
        case LINK_INFO -> requireCompact(m.body());
        default -> {}
      }
    }
    return links;
  }

  private ByteBuffer heap(long address) throws IOException {
    ByteBuffer head = source.piece(base + address, 32);
    require(head.getInt(0) == HEAP, address, "names");
    return source.piece(base + head.getLong(24), head.getLong(8));
  }

  private void tree(long address, int height, ByteBuffer names, Map<String, Long> into)
      throws IOException {
    ByteBuffer head = source.piece(base + address, 24);
    int level = head.get(5) & 0xff;
    // Heights fall, so no node is in itself.
    require(
        head.getInt(0) == TREE && head.get(4) == 0 && (height < 0 || level == height - 1),
        address,
        "links");
    int count = head.getShort(6) & 0xffff;
    ByteBuffer b = source.piece(base + address + 24, 16L * count);
    for (int i = 0; i < count; i++) {
      long child = b.getLong(16 * i + 8);
      if (level == 0) {
        leaf(child, names, into);
      } else {
        tree(child, level, names, into);
      }
    }
  }

  private void leaf(long address, ByteBuffer names, Map<String, Long> into) throws IOException {
    ByteBuffer head = source.piece(base + address, 8);
    require(head.getInt(0) == LEAF, address, "links");
    int count = head.getShort(6) & 0xffff;
    ByteBuffer b = source.piece(base + address + 8, 40L * count);
    for (int i = 0; i < count; i++) {
      String name = name(names, b.getLong(40 * i));
      if (b.getInt(40 * i + 16) == SOFT) {
        throw elsewhere(name);
      }
      add(name, b.getLong(40 * i + 8), into);
    }
  }

  private String name(ByteBuffer names, long offset) throws IOException {
    int from = (int) Math.min(Math.max(0, offset), names.limit());
    int to = from;
    while (to < names.limit() && names.get(to) != 0) {
      to++;
    }
    return text(names.slice(from, to - from));
  }

  private String text(ByteBuffer bytes) throws IOException {
    source.spend(bytes.remaining());
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }

  private void link(ByteBuffer b, Map<String, Long> into) throws IOException {
    require(b.get() == 1, b.position(), "a link");
    int flags = b.get();
    int type = (flags & 8) == 0 ? 0 : b.get();
    if ((flags & 4) != 0) {
      b.getLong();
    }
    if ((flags & 0x10) != 0) {
      b.get();
    }
    int sizeBytes = 1 << (flags & 3);
    int length = 0;
    for (int i = 0; i < sizeBytes; i++) {
      length |= (b.get() & 0xff) << (8 * i);
    }
    String name = text(b.slice(b.position(), length));
    b.position(b.position() + length);
    if (type != 0) {
      throw elsewhere(name);
    }
    add(name, b.getLong(), into);
  }

  private static void requireCompact(ByteBuffer b) throws IOException {
    b.get();
    if ((b.get() & 1) != 0) {
      b.getLong();
    }
    if (b.getLong() != FileLayout.UNDEFINED) {
      throw new IOException(
          "its links are kept in a way that Keras does not use and that is not supported; write the"
              + " file again with h5py's default libver");
    }
  }

  private static void add(String name, long address, Map<String, Long> into) throws IOException {
    if (name.isEmpty() || name.contains("/") || into.put(name, address) != null) {
      throw new IOException("a name in it is wrong: '" + name + "'; the file is damaged");
    }
  }

  private static IOException elsewhere(String name) {
    return new IOException("'" + name + "' is a link to elsewhere, which is not followed");
  }

  private static void require(boolean right, long address, String what) throws IOException {
    if (!right) {
      throw new IOException("at " + address + " are no " + what + "; the file is damaged");
    }
  }
}
