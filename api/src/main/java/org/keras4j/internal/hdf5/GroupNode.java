package org.keras4j.internal.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/** A group that is to be written. */
final class GroupNode implements Node {

  /** The order of names within a group that the format demands: that of C's strcmp. */
  private static final Comparator<String> BY_BYTES =
      (a, b) -> Arrays.compareUnsigned(bytes(a), bytes(b));

  private final SortedMap<String, Node> children = new TreeMap<>(BY_BYTES);
  private final SortedMap<String, String> attributes = new TreeMap<>(BY_BYTES);

  SortedMap<String, Node> children() {
    return children;
  }

  SortedMap<String, String> attributes() {
    return attributes;
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
