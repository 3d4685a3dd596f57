package org.keras4j.core;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How Keras writes an object into a file: {@code module}, {@code class_name}, {@code config} and
 * {@code registered_name}. A file never decides which class is loaded; it names one that is known.
 */
final class ObjectFormat {

  private static final String FUNCTION = "function";

  private ObjectFormat() {}

  static Map<String, @Nullable Object> write(KerasObject object) {
    Entry<?> entry = Registry.get().ofClass(object.getClass());
    String registered = entry == null ? object.className() : entry.registeredName();
    return map(
        registered == null && entry != null ? entry.kind().module() : null,
        object.className(),
        object.getConfig(),
        registered);
  }

  /** Writes a registered function as Keras does. */
  static Map<String, @Nullable Object> function(String registeredName) {
    return map("builtins", FUNCTION, registeredName, FUNCTION);
  }

  static Map<String, @Nullable Object> map(
      @Nullable String module, String className, Object config, @Nullable String registered) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("module", module);
    m.put("class_name", className);
    m.put("config", config);
    m.put("registered_name", registered);
    return m;
  }

  @SuppressWarnings("unchecked")
  static <T> T read(Kind<T> kind, Object written) {
    if (written instanceof String name) {
      return kind.get(name);
    }
    if (written instanceof Map<?, ?> m && m.get("class_name") instanceof String className) {
      Object config = m.get("config");
      if (className.equals(FUNCTION) && config instanceof String name) {
        return kind.get(name);
      }
      if (config == null || config instanceof Map) {
        String registered = m.get("registered_name") instanceof String r ? r : null;
        return Registry.get()
            .inObjects(kind, className, registered)
            .make(config == null ? Map.of() : (Map<String, ?>) config);
      }
    }
    throw new IllegalArgumentException(
        "A " + kind.word() + " is described by 'class_name' and 'config'; received " + written);
  }
}
