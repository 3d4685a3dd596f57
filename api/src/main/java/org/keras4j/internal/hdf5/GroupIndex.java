package org.keras4j.internal.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The links of a group: their names in a heap, and a B-tree whose leaves name the objects. In
 * version 1 of the format, with the sizes that it has by default.
 */
final class GroupIndex {

  /** Half of the links of a leaf. */
  static final int LEAF_HALF = 4;

  /** Half of the children of a node. */
  static final int NODE_HALF = 16;

  private static final int LEAF = 2 * LEAF_HALF;
  private static final int NODE = 2 * NODE_HALF;
  private static final int LEAF_SIZE = 8 + 40 * LEAF;
  private static final int NODE_SIZE = 24 + 8 * (2 * NODE + 1);
  private static final int HEAP_SIZE = 32;

  /** No part of a heap is free. */
  private static final long NONE_FREE = 1;

  /** A part of the tree: its address, and the offset of the last name in it. */
  private record Part(long address, long lastName) {}

  private final FileLayout layout;

  private GroupIndex(FileLayout layout) {
    this.layout = layout;
  }

  /**
   * Places the links.
   *
   * @param names in the order of their bytes
   * @param headers the addresses of the objects, in the same order
   */
  static GroupPlace place(FileLayout layout, long header, List<String> names, List<Long> headers) {
    return new GroupIndex(layout).place(header, names, headers);
  }

  private GroupPlace place(long header, List<String> names, List<Long> headers) {
    List<byte[]> texts = names.stream().map(n -> n.getBytes(StandardCharsets.UTF_8)).toList();
    long[] offsets = new long[texts.size()];
    // It begins with the empty name, which is less than any other.
    long size = 8;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = size;
      size += Block.padded(texts.get(i).length + 1);
    }
    Block segment = new Block((int) size);
    for (int i = 0; i < offsets.length; i++) {
      segment.to((int) offsets[i]).raw(texts.get(i));
    }
    long data = layout.reserve(size, out -> out.write(segment.array()));
    long heap =
        layout.reserve(
            HEAP_SIZE,
            out ->
                out.write(
                    new Block(HEAP_SIZE)
                        .ascii("HEAP")
                        .u4(0)
                        .u8(segment.size())
                        .u8(NONE_FREE)
                        .u8(data)
                        .array()));
    List<Part> level = leaves(offsets, headers);
    int height = 0;
    do {
      level = nodes(height++, level);
    } while (level.size() > 1);
    return new GroupPlace(header, level.get(0).address, heap);
  }

  private List<Part> leaves(long[] names, List<Long> headers) {
    List<Part> parts = new ArrayList<>();
    for (int from = 0; from < names.length; from += LEAF) {
      int count = Math.min(LEAF, names.length - from);
      Block leaf = new Block(LEAF_SIZE).ascii("SNOD").u1(1, 0).u2(count);
      for (int i = from; i < from + count; i++) {
        leaf.u8(names[i]).u8(headers.get(i)).u4(0).u4(0).u8(0).u8(0);
      }
      long address = layout.reserve(LEAF_SIZE, out -> out.write(leaf.array()));
      parts.add(new Part(address, names[from + count - 1]));
    }
    return parts;
  }

  private List<Part> nodes(int height, List<Part> below) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    long nameBefore = 0;
    do {
      List<Part> children = below.subList(from, Math.min(below.size(), from + NODE));
      boolean first = from == 0;
      from += children.size();
      boolean last = from == below.size();
      Block node = new Block(NODE_SIZE);
      long address = layout.reserve(NODE_SIZE, out -> out.write(node.array()));
      node.ascii("TREE").u1(0, height).u2(children.size());
      // Nodes of one height lie one after another.
      node.u8(first ? FileLayout.UNDEFINED : address - NODE_SIZE);
      node.u8(last ? FileLayout.UNDEFINED : address + NODE_SIZE);
      node.u8(nameBefore);
      for (Part child : children) {
        node.u8(child.address).u8(child.lastName);
        nameBefore = child.lastName;
      }
      parts.add(new Part(address, nameBefore));
    } while (from < below.size());
    return parts;
  }
}
