package org.keras4j.internal.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.keras4j.ndarray.Shape;

/** The messages of object headers. */
final class Messages {

  private static final int DATASPACE = 0x01;
  private static final int DATATYPE = 0x03;
  private static final int FILL_VALUE = 0x05;
  private static final int LAYOUT = 0x08;
  private static final int ATTRIBUTE = 0x0c;
  private static final int SYMBOL_TABLE = 0x11;
  private static final int CONSTANT = 1;

  private Messages() {}

  static Block symbolTable(long index, long heap) {
    return ObjectHeader.message(SYMBOL_TABLE, 0, 16).u8(index).u8(heap);
  }

  /** Returns an attribute: a text of variable length in UTF-8. */
  static Block text(String name, TextHeap.Reference text) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    int padded = (int) Block.padded(bytes.length + 1);
    int prefix = 16;
    Block message = ObjectHeader.message(ATTRIBUTE, 0, 8 + padded + 24 + 8 + 16);
    // The type is 20 bytes long, and padded.
    message.u1(1, 0).u2(bytes.length + 1).u2(20).u2(8).raw(bytes).to(prefix + padded);
    message.u1(0x19, 1, 1, 0).u4(16);
    message.u1(0x10, 0, 0, 0).u4(1).u2(0).u2(8).to(prefix + padded + 24);
    message.u1(1, 0, 0, 0, 0, 0, 0, 0);
    return text.write(message);
  }

  /** Returns what describes an array whose elements lie at this address. */
  static List<Block> ofArray(ArrayNode array, long address) {
    Shape shape = array.shape();
    Block dataspace = ObjectHeader.message(DATASPACE, 0, 8 + 8 * shape.rank());
    dataspace.u1(1, shape.rank(), 0, 0, 0, 0, 0, 0);
    for (long size : shape.asArray()) {
      dataspace.u8(size);
    }
    byte[] type = ElementTypes.bytes(array.dtype());
    long size = array.bytes();
    return List.of(
        dataspace,
        ObjectHeader.message(DATATYPE, CONSTANT, type.length).raw(type),
        ObjectHeader.message(FILL_VALUE, CONSTANT, 8).u1(2, 2, 2, 1).u4(0),
        ObjectHeader.message(LAYOUT, 0, 18)
            .u1(3, 1)
            .u8(size == 0 ? FileLayout.UNDEFINED : address)
            .u8(size));
  }
}
