package org.keras4j.internal.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.internal.hdf5.HeaderReader.Message;

/** Reads what groups and arrays a file has. */
final class TreeReader {

  /** Deeper than models are, and not so deep that it could not be walked through. */
  private static final int DEEPEST = 450;

  private static final int DATASPACE = 0x01;

  private final Guard guard;
  private final Source source;
  private final SuperblockReader superblock;
  private final HeaderReader headers;
  private final LinkReader links;
  private final HeapReader heap;
  private final Set<Long> seen = new HashSet<>();
  private long bytes;

  TreeReader(Guard guard, Source source, SuperblockReader superblock) {
    this.guard = guard;
    this.source = source;
    this.superblock = superblock;
    headers = new HeaderReader(source, superblock.base());
    links = new LinkReader(source, superblock.base());
    heap = new HeapReader(source, superblock.base());
  }

  Hdf5Group root() throws IOException {
    return guard.at("/", () -> group("/", headers.read(superblock.root()), 0));
  }

  private Hdf5Group group(String path, List<Message> header, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw guard.refused(path, "its groups are nested more than " + DEEPEST + " deep");
    }
    Map<String, Hdf5Group> groups = new LinkedHashMap<>();
    Map<String, Hdf5Array> arrays = new LinkedHashMap<>();
    for (Map.Entry<String, Long> child : links.links(header).entrySet()) {
      String name = child.getKey();
      String childPath = depth == 0 ? "/" + name : path + "/" + name;
      guard.at(
          childPath,
          () -> {
            if (!seen.add(child.getValue())) {
              throw guard.refused(childPath, "it is in two places, or in itself");
            }
            List<Message> found = headers.read(child.getValue());
            if (found.stream().anyMatch(m -> m.type() == DATASPACE)) {
              arrays.put(name, array(childPath, found));
            } else {
              groups.put(name, group(childPath, found, depth + 1));
            }
            return name;
          });
    }
    return new Hdf5Group(path, groups, arrays, new Texts(guard, path, heap, header));
  }

  private Hdf5Array array(String path, List<Message> header) throws IOException {
    Texts texts = new Texts(guard, path, heap, header);
    Hdf5Array array = ArrayReader.read(guard, path, source, superblock.base(), header, texts);
    bytes += array.storedBytes();
    if (bytes > source.size()) {
      throw guard.refused(path, "its arrays overlap; the file is damaged or a trap");
    }
    return array;
  }

  /** Returns the first message of a type. */
  static ByteBuffer first(List<Message> header, int type, String what) throws IOException {
    for (Message m : header) {
      if (m.type() == type) {
        return m.body();
      }
    }
    throw new IOException("its " + what + " is missing; the file is damaged");
  }
}
