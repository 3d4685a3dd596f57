package org.keras4j.internal.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Reads object headers, in both versions of the format. */
final class HeaderReader {

  private static final int CONTINUATION = 0x10;
  private static final int SHARED = 2;
  private static final int CHECKSUM = 4;

  /** A block of messages. */
  private record Chunk(long address, long length) {}

  private final Source source;
  private final long base;

  /**
   * Makes a reader.
   *
   * @param base what addresses are counted from
   */
  HeaderReader(Source source, long base) {
    this.source = source;
    this.base = base;
  }

  /** Reads the messages of the object at an address. */
  List<Message> read(long address) throws IOException {
    ByteBuffer start = source.piece(base + address, 16);
    List<Message> messages = new ArrayList<>();
    if (start.get(0) == 1) {
      first(messages, new Chunk(address + 16, start.getInt(8) & 0xffffffffL));
    } else if (start.getInt(0) == 0x5244484f && start.get(4) == 2) {
      second(messages, address, start.get(5));
    } else {
      throw new IOException("at " + address + " is no object; the file is damaged");
    }
    return messages;
  }

  private void first(List<Message> into, Chunk chunk) throws IOException {
    List<Chunk> waiting = new ArrayList<>(List.of(chunk));
    for (int i = 0; i < waiting.size(); i++) {
      ByteBuffer b = source.piece(base + waiting.get(i).address, waiting.get(i).length);
      while (b.remaining() >= 8) {
        int type = b.getShort() & 0xffff;
        int size = b.getShort() & 0xffff;
        int flags = b.getInt() & 0xff;
        add(into, waiting, new Message(type, flags, part(b, size)));
      }
    }
  }

  private void second(List<Message> into, long address, int flags) throws IOException {
    int sizeBytes = 1 << (flags & 3);
    long at = address + 6 + ((flags & 0x20) == 0 ? 0 : 16) + ((flags & 0x10) == 0 ? 0 : 4);
    ByteBuffer size = source.piece(base + at, sizeBytes);
    long length = 0;
    for (int i = 0; i < sizeBytes; i++) {
      length |= (size.get(i) & 0xffL) << (8 * i);
    }
    List<Chunk> waiting = new ArrayList<>(List.of(new Chunk(at + sizeBytes, length)));
    for (int i = 0; i < waiting.size(); i++) {
      Chunk chunk = waiting.get(i);
      // Continuations begin with a signature, and end with a checksum.
      int front = i == 0 ? 0 : 4;
      int back = i == 0 ? 0 : CHECKSUM;
      ByteBuffer b = source.piece(base + chunk.address + front, chunk.length - front - back);
      int prefix = (flags & 4) == 0 ? 4 : 6;
      while (b.remaining() >= prefix) {
        int type = b.get() & 0xff;
        int bytes = b.getShort() & 0xffff;
        int messageFlags = b.get();
        b.position(b.position() + prefix - 4);
        add(into, waiting, new Message(type, messageFlags, part(b, bytes)));
      }
    }
  }

  private static void add(List<Message> into, List<Chunk> waiting, Message m) throws IOException {
    if (m.type() == CONTINUATION) {
      ByteBuffer b = m.body();
      waiting.add(new Chunk(b.getLong(), b.getLong()));
    } else {
      into.add(m);
    }
  }

  private static ByteBuffer part(ByteBuffer b, int size) {
    ByteBuffer part = b.slice(b.position(), size).order(ByteOrder.LITTLE_ENDIAN);
    b.position(b.position() + size);
    return part;
  }

  /**
   * A message of an object header.
   *
   * @param type what it is about
   * @param flags of which one says that it is elsewhere
   */
  record Message(int type, int flags, ByteBuffer content) {

    /** Returns the message from its beginning. */
    ByteBuffer body() throws IOException {
      if ((flags & SHARED) != 0) {
        throw new IOException("what several objects share is not supported");
      }
      return content.duplicate().order(ByteOrder.LITTLE_ENDIAN).rewind();
    }
  }
}
