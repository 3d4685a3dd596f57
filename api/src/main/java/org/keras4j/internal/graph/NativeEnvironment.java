package org.keras4j.internal.graph;

import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.presets.javacpp;

/**
 * The environment variables of the process, as native code sees them. Java cannot set one, so the
 * list of variables is replaced by one that has it too.
 */
final class NativeEnvironment {

  /** A variable that was added. */
  @FunctionalInterface
  interface Entry {
    /** Takes the variable away again. */
    void close();
  }

  /** No variable. */
  static final Entry NOTHING = () -> {};

  private NativeEnvironment() {}

  /** Adds a variable, for C libraries that have {@code environ}; elsewhere nothing happens. */
  static Entry put(String name, String value) {
    Pointer environ;
    try {
      Loader.load(javacpp.class);
      environ = Loader.addressof("environ");
    } catch (LinkageError e) {
      // JavaCPP's own library is not there.
      return NOTHING;
    }
    if (environ == null) {
      return NOTHING;
    }
    PointerPointer<Pointer> list = new PointerPointer<>(environ);
    Pointer definition = extend(list, name + "=" + value);
    return () -> remove(list, definition);
  }

  /** The old list stays as it is, so whoever is reading it is not disturbed. */
  private static Pointer extend(PointerPointer<Pointer> list, String definition) {
    PointerPointer<Pointer> old = new PointerPointer<>(list.get(0));
    int n = size(old);
    // Never freed: others may have kept what they read.
    byte[] bytes = (definition + "\0").getBytes(StandardCharsets.US_ASCII);
    BytePointer text = new BytePointer(Pointer.malloc(bytes.length));
    text.capacity(bytes.length).put(bytes);
    PointerPointer<Pointer> extended =
        new PointerPointer<>(Pointer.malloc((n + 2L) * Loader.sizeof(Pointer.class)));
    extended.capacity(n + 2L);
    for (int i = 0; i < n; i++) {
      extended.put(i, old.get(i));
    }
    extended.put(n, text);
    extended.put(n + 1L, (Pointer) null);
    list.put(0, extended);
    return text;
  }

  /** Another library may have replaced the list meanwhile, which keeps the texts. */
  private static void remove(PointerPointer<Pointer> list, Pointer definition) {
    PointerPointer<Pointer> now = new PointerPointer<>(list.get(0));
    int last = size(now) - 1;
    for (int i = 0; i <= last; i++) {
      if (now.get(i).address() == definition.address()) {
        now.put(i, now.get(last));
        now.put(last, (Pointer) null);
        return;
      }
    }
  }

  private static int size(PointerPointer<Pointer> list) {
    int n = 0;
    while (list.get(n) != null) {
      n++;
    }
    return n;
  }
}
