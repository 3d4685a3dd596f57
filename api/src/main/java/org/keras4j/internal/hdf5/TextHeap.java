package org.keras4j.internal.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The texts of attributes, which lie together in collections of the format's global heap. */
final class TextHeap {

  /** What the format demands at least. */
  private static final int SMALLEST = 4096;

  private static final int PREFIX = 16;

  /** Texts are numbered in a collection from 1, with two bytes. */
  private static final int MOST = 1000;

  /** Where a text will be, once the file is laid out. */
  static final class Reference {
    private final Collection collection;
    private final int number;
    private final int length;

    private Reference(Collection collection, int number, int length) {
      this.collection = collection;
      this.number = number;
      this.length = length;
    }

    /** Appends the reference to the message; its address is not known yet. */
    Block write(Block message) {
      collection.references.add(() -> message.u4(length).u8(collection.address).u4(number));
      return message;
    }
  }

  private static final class Collection {
    final List<byte[]> texts = new ArrayList<>();
    final List<Runnable> references = new ArrayList<>();
    long address;

    int used() {
      return PREFIX + texts.stream().mapToInt(t -> PREFIX + (int) Block.padded(t.length)).sum();
    }

    int size() {
      // The rest is an object of its own, which needs a prefix.
      return Math.max(SMALLEST, used() + PREFIX);
    }

    byte[] bytes() {
      int size = size();
      Block all = new Block(size).ascii("GCOL").u1(1, 0, 0, 0).u8(size);
      int at = PREFIX;
      for (int i = 0; i < texts.size(); i++) {
        byte[] text = texts.get(i);
        all.u2(i + 1).u2(1).u4(0).u8(text.length).raw(text);
        at += PREFIX + (int) Block.padded(text.length);
        all.to(at);
      }
      all.u2(0).u2(0).u4(0).u8(size - at);
      return all.array();
    }
  }

  private final List<Collection> collections = new ArrayList<>();

  Reference add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Collection last = collections.isEmpty() ? null : collections.get(collections.size() - 1);
    if (last == null || last.texts.size() == MOST) {
      last = new Collection();
      collections.add(last);
    }
    last.texts.add(bytes);
    return new Reference(last, last.texts.size(), bytes.length);
  }

  /** Reserves the place, and writes it into the messages. */
  void place(FileLayout layout) {
    for (Collection c : collections) {
      c.address = layout.reserve(c.size(), out -> out.write(c.bytes()));
      c.references.forEach(Runnable::run);
    }
  }
}
