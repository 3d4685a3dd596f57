package org.keras4j;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The element type of a layer as Keras writes it: an object or a text, always float32 so far. */
final class DTypePolicy {

  private DTypePolicy() {}

  static void config(Config c, String owner) {
    c.<String>object("dtype", "float32", DTypePolicy::describe, v -> check(v, owner));
  }

  private static Map<String, @Nullable Object> describe(String name) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("module", "keras");
    m.put("class_name", "DTypePolicy");
    m.put("config", Map.of("name", name));
    m.put("registered_name", null);
    return m;
  }

  private static String check(Object stored, String owner) {
    Object name = stored;
    if (stored instanceof Map<?, ?> m && m.get("config") instanceof Map<?, ?> inner) {
      name = inner.get("name");
    }
    if (!"float32".equals(name)) {
      throw new IllegalArgumentException(
          owner + ": 'dtype' must be float32, the only one there is so far; received " + stored);
    }
    return "float32";
  }
}
