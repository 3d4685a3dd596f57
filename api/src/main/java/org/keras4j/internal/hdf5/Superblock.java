package org.keras4j.internal.hdf5;

/** The beginning of a file, in version 0 of the format's superblock. */
final class Superblock {

  static final int SIZE = 96;

  private static final int[] SIGNATURE = {0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  private Superblock() {}

  static byte[] bytes(long size, long rootHeader, long rootIndex, long rootHeap) {
    return new Block(SIZE)
        .u1(SIGNATURE)
        .u1(0, 0, 0, 0, 0, 8, 8, 0)
        .u2(GroupIndex.LEAF_HALF)
        .u2(GroupIndex.NODE_HALF)
        .u4(0)
        .u8(0)
        .u8(FileLayout.UNDEFINED)
        .u8(size)
        .u8(FileLayout.UNDEFINED)
        .u8(0)
        .u8(rootHeader)
        .u4(1)
        .u4(0)
        .u8(rootIndex)
        .u8(rootHeap)
        .array();
  }
}
