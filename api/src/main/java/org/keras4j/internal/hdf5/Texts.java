package org.keras4j.internal.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.hdf5.HeaderReader.Message;

/** The attributes of a group or an array that are texts, of fixed or of variable length. */
record Texts(Guard guard, String path, HeapReader heap, List<Message> header) {

  private static final int ATTRIBUTE = 0x0c;
  private static final int ATTRIBUTE_INFO = 0x15;

  /** The parts of an attribute. */
  private record Attribute(String name, ByteBuffer type, ByteBuffer shape, ByteBuffer data) {}

  @Nullable String one(String name) throws IOException {
    List<String> all = all(name);
    if (all != null && all.size() != 1) {
      throw guard.refused(path, "attribute '" + name + "' must be one text");
    }
    return all == null ? null : all.get(0);
  }

  @Nullable List<String> all(String name) throws IOException {
    List<List<String>> found = guard.at(path, () -> found(name));
    return found.isEmpty() ? null : found.get(0);
  }

  /** Returns the texts of the attribute of this name, if there is one. */
  private List<List<String>> found(String name) throws IOException {
    for (Message m : header) {
      if (m.type() == ATTRIBUTE_INFO) {
        requireCompact(m.body());
      } else if (m.type() == ATTRIBUTE) {
        Attribute attribute = attribute(m.body());
        if (attribute.name.equals(name)) {
          return List.of(texts(attribute));
        }
      }
    }
    return List.of();
  }

  private static Attribute attribute(ByteBuffer b) throws IOException {
    int version = b.get();
    if (version < 1 || version > 3) {
      throw new IOException("version " + version + " of attributes is not known");
    }
    b.get();
    int nameSize = b.getShort() & 0xffff;
    int typeSize = b.getShort() & 0xffff;
    int shapeSize = b.getShort() & 0xffff;
    if (version == 3) {
      b.get();
    }
    byte[] name = new byte[Math.max(0, nameSize - 1)];
    ByteBuffer nameBytes = part(b, nameSize, version);
    nameBytes.get(name);
    ByteBuffer type = part(b, typeSize, version);
    ByteBuffer shape = part(b, shapeSize, version);
    return new Attribute(
        new String(name, StandardCharsets.UTF_8),
        type,
        shape,
        b.slice().order(ByteOrder.LITTLE_ENDIAN));
  }

  private static ByteBuffer part(ByteBuffer b, int size, int version) {
    int from = b.position();
    b.position(from + (version == 1 ? (int) Block.padded(size) : size));
    return b.slice(from, size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private List<String> texts(Attribute a) throws IOException {
    String what = "attribute '" + a.name + "' ";
    long count = Dataspace.count(Dataspace.parse(a.shape), a.data.remaining());
    List<String> texts = new ArrayList<>();
    if (count == 0) {
      // Of any type: Keras writes numbers where a list of names is empty.
      return texts;
    }
    Datatype type = Datatype.parse(a.type);
    if (!type.isFixedText() && !type.isVariableText()) {
      throw guard.refused(path, what + "must be a text; it is " + type);
    }
    for (int i = 0; i < count; i++) {
      texts.add(type.isVariableText() ? heap.text(a.data) : fixed(a.data, type.size()));
    }
    return texts;
  }

  /** Ends at the first 0, or with what it is padded with. */
  private static String fixed(ByteBuffer data, int size) throws IOException {
    if (size < 0 || size > data.remaining()) {
      throw new IOException("a text in it is cut off; the file is damaged");
    }
    byte[] bytes = new byte[size];
    data.get(bytes);
    int length = 0;
    while (length < size && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static void requireCompact(ByteBuffer b) throws IOException {
    b.get();
    if ((b.get() & 1) != 0) {
      b.getShort();
    }
    if (b.getLong() != FileLayout.UNDEFINED) {
      throw new IOException(
          "its attributes are kept in a way that Keras does not use and that is not supported; write"
              + " the file again with h5py's default libver");
    }
  }
}
