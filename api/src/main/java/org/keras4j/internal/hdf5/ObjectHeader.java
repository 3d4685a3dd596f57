package org.keras4j.internal.hdf5;

import java.util.List;

/** What the file says of a group or an array: a row of messages, in version 1 of the format. */
final class ObjectHeader {

  private static final int PREFIX = 16;
  private static final int MESSAGE_PREFIX = 8;

  private ObjectHeader() {}

  /**
   * Returns the size in bytes.
   *
   * @param another the body of a message that is not among them, or 0
   */
  static int size(int another, List<Block> messages) {
    int size = another == 0 ? 0 : MESSAGE_PREFIX + another;
    return PREFIX + size + messages.stream().mapToInt(Block::size).sum();
  }

  static byte[] bytes(List<Block> messages) {
    int size = size(0, messages);
    Block all = new Block(size).u1(1, 0).u2(messages.size()).u4(1).u4(size - PREFIX).u4(0);
    messages.forEach(m -> all.raw(m.array()));
    return all.array();
  }

  /** Begins a message whose body has this many bytes; that is padded to a multiple of 8. */
  static Block message(int type, int flags, int body) {
    int padded = (int) Block.padded(body);
    return new Block(MESSAGE_PREFIX + padded).u2(type).u2(padded).u1(flags, 0, 0, 0);
  }
}
