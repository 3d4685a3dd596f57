package org.keras4j.internal.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads texts of variable length, which lie in collections of the format's global heap. */
final class HeapReader {

  private static final int COLLECTION = 0x4c4f4347;

  private final Source source;
  private final long base;
  private final Map<Long, Map<Integer, ByteBuffer>> collections = new HashMap<>();

  HeapReader(Source source, long base) {
    this.source = source;
    this.base = base;
  }

  /** Reads the text that the next 16 bytes refer to. */
  String text(ByteBuffer reference) throws IOException {
    int length = reference.getInt();
    long address = reference.getLong();
    int number = reference.getInt();
    if (length == 0) {
      return "";
    }
    Map<Integer, ByteBuffer> collection = collections.get(address);
    if (collection == null) {
      collection = read(address);
      collections.put(address, collection);
    }
    ByteBuffer object = collection.get(number);
    if (object == null || length < 0 || length > object.limit()) {
      throw new IOException("a text is not where it should be; the file is damaged");
    }
    source.spend(length);
    return StandardCharsets.UTF_8.decode(object.slice(0, length)).toString();
  }

  private Map<Integer, ByteBuffer> read(long address) throws IOException {
    ByteBuffer head = source.piece(base + address, 16);
    if (head.getInt(0) != COLLECTION) {
      throw new IOException("at " + address + " are no texts; the file is damaged");
    }
    ByteBuffer b = source.piece(base + address, head.getLong(8)).position(16);
    Map<Integer, ByteBuffer> objects = new HashMap<>();
    while (b.remaining() >= 16) {
      int number = b.getShort() & 0xffff;
      b.position(b.position() + 6);
      long size = b.getLong();
      if (number == 0) {
        break;
      }
      if (size < 0 || size > b.remaining()) {
        throw new IOException("a text is longer than its place; the file is damaged");
      }
      objects.put(number, b.slice(b.position(), (int) size));
      b.position((int) Math.min(b.limit(), b.position() + Block.padded(size)));
    }
    return objects;
  }
}
