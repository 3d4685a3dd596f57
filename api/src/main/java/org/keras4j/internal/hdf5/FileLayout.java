package org.keras4j.internal.hdf5;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where each part of a file lies: addresses are given first, so that what refers to a later part
 * can be written before it, in one pass.
 */
final class FileLayout {

  /** Of an address that leads nowhere. */
  static final long UNDEFINED = -1;

  /** Writes as many bytes as were reserved. */
  @FunctionalInterface
  interface Part {
    void write(OutputStream out) throws IOException;
  }

  private final List<Part> parts = new ArrayList<>();
  private final TextHeap texts = new TextHeap();
  private long end;

  private FileLayout() {}

  static FileLayout of(GroupNode root) {
    FileLayout layout = new FileLayout();
    long[] rootParts = new long[3];
    layout.reserve(
        Superblock.SIZE,
        out -> out.write(Superblock.bytes(layout.end, rootParts[0], rootParts[1], rootParts[2])));
    GroupPlace place = layout.place(root);
    rootParts[0] = place.header();
    rootParts[1] = place.index();
    rootParts[2] = place.heap();
    layout.texts.place(layout);
    return layout;
  }

  /** Reserves the next bytes of the file; returns their address, a multiple of 8. */
  long reserve(long size, Part part) {
    long address = end;
    long padded = Block.padded(size);
    parts.add(
        out -> {
          part.write(out);
          out.write(new byte[(int) (padded - size)]);
        });
    end += padded;
    return address;
  }

  TextHeap texts() {
    return texts;
  }

  /** Places a group with all that it holds. */
  private GroupPlace place(GroupNode group) {
    Map<String, String> attributes = group.attributes();
    // Each part refers to the next ones, which are placed after it.
    GroupPlace[] known = new GroupPlace[1];
    List<Block> messages = new ArrayList<>();
    attributes.forEach((name, text) -> messages.add(Messages.text(name, texts.add(text))));
    int size = ObjectHeader.size(16, messages);
    long header =
        reserve(
            size,
            out -> {
              List<Block> all = new ArrayList<>();
              all.add(Messages.symbolTable(known[0].index(), known[0].heap()));
              all.addAll(messages);
              out.write(ObjectHeader.bytes(all));
            });
    List<Long> children = new ArrayList<>();
    for (Node child : group.children().values()) {
      children.add(
          child instanceof GroupNode inner ? place(inner).header() : place((ArrayNode) child));
    }
    known[0] = GroupIndex.place(this, header, List.copyOf(group.children().keySet()), children);
    return known[0];
  }

  private long place(ArrayNode node) {
    long[] address = {UNDEFINED};
    List<Block> fixed = Messages.ofArray(node, 0);
    long header =
        reserve(
            ObjectHeader.size(0, fixed),
            out -> out.write(ObjectHeader.bytes(Messages.ofArray(node, address[0]))));
    if (node.bytes() > 0) {
      address[0] = reserve(node.bytes(), out -> new ArrayData(node.array().get()).write(out));
    }
    return header;
  }

  long size() {
    return end;
  }

  void write(OutputStream out) throws IOException {
    for (Part part : parts) {
      part.write(out);
    }
    out.flush();
  }
}
