package org.keras4j.internal.core;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.KerasObject;

/**
 * Objects that stand several times in one file, where each place but the first only refers to it:
 * Keras's {@code shared_object_id}. Outside of {@link #inOneFile} nothing is shared.
 */
public final class SharedObjects {

  private static final String ID = "shared_object_id";

  private static final ThreadLocal<@Nullable SharedObjects> FILE = new ThreadLocal<>();

  private final IdentityHashMap<KerasObject, Map<String, @Nullable Object>> written =
      new IdentityHashMap<>();
  private final Map<Object, Object> read = new HashMap<>();
  private int shared;

  private SharedObjects() {}

  /** Writes or reads a file, in which each object exists once. */
  public static <T> T inOneFile(Supplier<T> work) {
    SharedObjects outer = FILE.get();
    FILE.set(new SharedObjects());
    try {
      return work.get();
    } finally {
      if (outer == null) {
        FILE.remove();
      } else {
        FILE.set(outer);
      }
    }
  }

  /**
   * Writes an object, and gives all its places one number of its own if it has been written before.
   */
  public static Map<String, @Nullable Object> written(
      KerasObject object, Supplier<Map<String, @Nullable Object>> write) {
    SharedObjects file = FILE.get();
    Map<String, @Nullable Object> map = write.get();
    if (file != null) {
      Map<String, @Nullable Object> first = file.written.putIfAbsent(object, map);
      if (first != null) {
        Object id = first.computeIfAbsent(ID, k -> ++file.shared);
        map.put(ID, id);
      }
    }
    return map;
  }

  /** Returns the object that was read for this number, if it is of the type; else makes one. */
  public static <T> T read(Map<?, ?> map, Class<T> type, Supplier<T> make) {
    SharedObjects file = FILE.get();
    Object id = map.get(ID);
    if (file == null || id == null) {
      return make.get();
    }
    Object known = file.read.get(id);
    if (type.isInstance(known)) {
      return type.cast(known);
    }
    T made = make.get();
    file.read.put(id, made);
    return made;
  }
}
