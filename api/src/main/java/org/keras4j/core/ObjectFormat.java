package org.keras4j.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.core.SharedObjects;

/**
 * How Keras writes an object into a file: {@code module}, {@code class_name}, {@code config} and
 * {@code registered_name}. A file never decides which class is loaded; it names one that is known.
 */
final class ObjectFormat {

  private static final String FUNCTION = "function";
  private static final String OF_KERAS = "(keras|builtins)([.].*)?";

  private ObjectFormat() {}

  /**
   * Writes an object as Keras does.
   *
   * @throws IllegalArgumentException if its class is not registered and has the name of a known
   *     one, which would take its place when it is read
   */
  static Map<String, @Nullable Object> write(Kind<?> kind, KerasObject object) {
    String className = object.className();
    Entry<?> entry = entryOf(object.getClass(), className);
    if (entry == null) {
      Map<String, @Nullable Object> own = map(null, className, object.getConfig(), className);
      if (Registry.get().findInObjects(kind, className) != null) {
        throw notKeras(kind, className, "is " + object.getClass().getName());
      }
      List<String> namesakes = Registry.get().inPackages(kind, className);
      if (!namesakes.isEmpty()) {
        throw new IllegalArgumentException(
            "The "
                + kind.word()
                + " class "
                + object.getClass().getName()
                + " is not registered, and would be read as "
                + String.join(" or ", namesakes)
                + ", which is. Call Keras.register(\"…\", …) for it, too");
      }
      return own;
    }
    String registered = entry.registeredName();
    boolean inside = entry.module().startsWith("keras.src."); // has no public name in Keras
    return map(
        registered == null ? entry.module() : null,
        className,
        object.getConfig(),
        inside ? className : registered);
  }

  /** Returns the entry of a class, or of the one above it whose name it has, or null. */
  private static @Nullable Entry<?> entryOf(Class<?> type, String className) {
    Entry<?> entry = Registry.get().ofClass(type);
    for (Class<?> above = type.getSuperclass();
        entry == null && above != null && !type.getSimpleName().equals(className);
        above = above.getSuperclass()) {
      Entry<?> known = Registry.get().ofClass(above);
      entry = known != null && known.className().equals(className) ? known : null;
    }
    return entry;
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

  @SuppressWarnings("unchecked") // the keys of JSON objects are texts
  static <T> T read(Kind<T> kind, Object written) {
    if (written instanceof String name) {
      return kind.get(name);
    }
    if (written instanceof Map<?, ?> m && m.get("class_name") instanceof String className) {
      Object config = m.get("config");
      checkOrigin(kind, m, className);
      if (className.equals(FUNCTION) && config instanceof String name) {
        return kind.get(name);
      }
      if (config == null || config instanceof Map) {
        return SharedObjects.read(
            m,
            kind.type(),
            () -> make(kind, (Map<String, ?>) m, className, (Map<String, ?>) config));
      }
    }
    throw new IllegalArgumentException(
        "A "
            + kind.word()
            + " is described by 'class_name' and 'config'; received "
            + shown(written));
  }

  private static <T> T make(
      Kind<T> kind, Map<String, ?> written, String className, @Nullable Map<String, ?> config) {
    String registered = written.get("registered_name") instanceof String r ? r : null;
    // Files of Keras 2 say neither where a class is from nor what it is registered as.
    boolean legacy = !written.containsKey("module") && registered == null;
    boolean mayBeOwn =
        isUnregistered(written, className)
            || (legacy && Registry.get().findInObjects(kind, className) == null);
    Entry<? extends T> own = mayBeOwn ? Registry.get().inAnyPackage(kind, className) : null;
    Entry<? extends T> entry =
        own == null ? Registry.get().inObjects(kind, className, registered) : own;
    T made = entry.make(config == null ? Map.of() : config);
    kind.readBeside(made, written);
    return made;
  }

  /** Returns whether a class is neither one of Keras nor was registered when it was written. */
  private static boolean isUnregistered(Map<?, ?> written, String className) {
    return className.equals(written.get("registered_name"))
        && written.containsKey("module")
        && !String.valueOf(written.get("module")).matches(OF_KERAS);
  }

  /** Refuses what is Python code, or of a library of which nothing is known. */
  private static void checkOrigin(Kind<?> kind, Map<?, ?> written, String className) {
    if (className.startsWith("__")) {
      throw new IllegalArgumentException(
          className.equals("__lambda__")
              ? "A Python lambda, as compiled code, stands where a "
                  + kind.word()
                  + " is expected; code in files is never run. In Python use a function of Keras, or"
                  + " register a class with @keras.saving.register_keras_serializable and the same"
                  + " here with Keras.register"
              : "A " + kind.word() + " was expected; received a Python value of type " + className);
    }
    String module = written.get("module") instanceof String s ? s : null;
    String registered = written.get("registered_name") instanceof String r ? r : null;
    boolean own = registered != null && registered.contains(">");
    boolean function = className.equals(FUNCTION);
    if (isUnregistered(written, className)
        && Registry.get().inAnyPackage(kind, className) != null) {
      return; // by now it is registered
    }
    if (own || (function && String.valueOf(written.get("config")).contains(">"))) {
      return;
    }
    if (module != null && !module.matches(OF_KERAS)) {
      throw new IllegalArgumentException(
          "The "
              + kind.word()
              + " class '"
              + className
              + "' is of the Python module '"
              + module
              + "', not of Keras, and is not registered. In Python decorate it with"
              + " @keras.saving.register_keras_serializable(package=\"…\") and save again; here"
              + " call Keras.register(\"…\", …) with a Java class that computes the same");
    }
    if (module == null
        && written.containsKey("module")
        && className.equals(registered)
        && Registry.get().findInObjects(kind, className) != null) {
      // Keras's classes have a module and no registered name.
      throw notKeras(kind, className, "is one of the program that wrote the file");
    }
    if (registered != null && !function && !registered.equals(className)) {
      throw new IllegalArgumentException(
          "The registered name '"
              + registered
              + "' is not that of the "
              + kind.word()
              + " class '"
              + className
              + "'; a class of Keras has none. Leave it out");
    }
  }

  private static IllegalArgumentException notKeras(Kind<?> kind, String className, String whose) {
    return new IllegalArgumentException(
        "The "
            + kind.word()
            + " class '"
            + className
            + "' "
            + whose
            + ", not Keras's class of that name, and is not registered. Call Keras.register(\"…\", …)"
            + " before it is saved and before it is loaded, or in Python"
            + " @keras.saving.register_keras_serializable(package=\"…\")");
  }

  /** Returns the beginning of a value, as files may be large. */
  private static String shown(Object value) {
    String text = String.valueOf(value);
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}
