package org.keras4j.core;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keras4j.Keras;
import org.keras4j.internal.Names;
import org.keras4j.internal.core.SharedObjects;

/**
 * A kind of object that Keras finds by name and writes into files: layers, losses, metrics,
 * optimizers, schedules, initializers, regularizers, constraints, activations.
 *
 * <p>Which classes of a kind there are is said by {@link Catalogue}s, and by {@link Keras#register}
 * for single ones.
 *
 * @param <T> the type of the objects
 */
public final class Kind<T> {

  private final String module;
  private final Class<T> type;
  private final String word;
  private final boolean ignoresCase;
  private final Function<T, @Nullable Object> writer;
  private final BiConsumer<T, Map<String, @Nullable Object>> besideWriter;
  private final BiConsumer<T, Map<String, ?>> besideReader;

  private Kind(
      String module,
      Class<T> type,
      String word,
      boolean ignoresCase,
      Function<T, @Nullable Object> writer,
      BiConsumer<T, Map<String, @Nullable Object>> besideWriter,
      BiConsumer<T, Map<String, ?>> besideReader) {
    this.module = module;
    this.type = type;
    this.word = word;
    this.ignoresCase = ignoresCase;
    this.writer = writer;
    this.besideWriter = besideWriter;
    this.besideReader = besideReader;
  }

  /**
   * Makes a kind.
   *
   * @param module Keras's module, such as {@code "keras.losses"}
   * @param type what all classes of the kind extend
   * @param word the word used in errors, such as {@code "loss"}
   */
  public static <T> Kind<T> of(String module, Class<T> type, String word) {
    return new Kind<>(
        module, type, word, false, function -> null, (o, into) -> {}, (o, from) -> {});
  }

  /** Returns this kind with names in which the case of letters does not matter. */
  public Kind<T> ignoringCase() {
    return new Kind<>(module, type, word, true, writer, besideWriter, besideReader);
  }

  /**
   * Returns this kind with a way to write what has no class of its own, or null if it cannot be.
   */
  public Kind<T> writingFunctions(Function<T, @Nullable Object> newWriter) {
    return new Kind<>(module, type, word, ignoresCase, newWriter, besideWriter, besideReader);
  }

  /**
   * Returns this kind with what stands in files beside the config, such as {@code build_config}.
   *
   * @param write adds it to what is written of an object
   * @param read is given the whole of what was written, after the object was made from its config
   */
  public Kind<T> withBeside(
      BiConsumer<T, Map<String, @Nullable Object>> write, BiConsumer<T, Map<String, ?>> read) {
    return new Kind<>(module, type, word, ignoresCase, writer, write, read);
  }

  /** Returns Keras's module. */
  public String module() {
    return module;
  }

  /** Returns what all classes of the kind extend. */
  public Class<T> type() {
    return type;
  }

  /** Returns the word used in errors. */
  public String word() {
    return word;
  }

  /** Returns a name as it is looked up. */
  String key(String name) {
    return ignoresCase ? name.toLowerCase(Locale.ROOT) : name;
  }

  // --- For catalogues ------------------------------------------------------------------------

  /**
   * Describes a class, which is known by its simple name.
   *
   * @param make calls the public constructor with the arguments that have no setter; all others are
   *     given to the setters that {@link KerasObject#config} names
   * @param aliases other names
   */
  public <S extends T> Entry<T> entry(
      Class<S> type, Function<ConfigReader, S> make, String... aliases) {
    return entry(type.getSimpleName(), type, make, aliases);
  }

  /**
   * Describes a class that Keras calls by another name than its simple one.
   *
   * @param className what {@link KerasObject#className} of its objects returns
   * @param make calls the public constructor
   * @param aliases other names
   */
  public <S extends T> Entry<T> entry(
      String className, Class<S> type, Function<ConfigReader, S> make, String... aliases) {
    return new Entry<>(
        this, className, type, List.of(aliases), make, null, null, /* named= */ true, module);
  }

  /** Describes a function, which is known by its name. */
  public Entry<T> entry(String name, T function) {
    return new Entry<>(
        this, name, null, List.of(), a -> function, function, null, /* named= */ true, module);
  }

  // --- For readers and writers ---------------------------------------------------------------

  /**
   * Returns a new object with its defaults, or null for an unknown name.
   *
   * @throws IllegalArgumentException if the class has arguments without default
   */
  public @Nullable T find(String name) {
    Entry<T> entry = Registry.get().named(this, name);
    try {
      return entry == null ? null : entry.make(Map.of());
    } catch (ConfigReader.Missing e) {
      String argument = Names.camelCase(e.key());
      throw new IllegalArgumentException(
          word.substring(0, 1).toUpperCase(Locale.ROOT)
              + word.substring(1)
              + " '"
              + entry.className()
              + "' needs arguments: instead of its name use new "
              + entry.className()
              + "("
              + argument
              + ", …)",
          e);
    }
  }

  /**
   * Returns a new object with its defaults.
   *
   * @throws IllegalArgumentException for an unknown name, listing the valid ones, the nearest
   *     first; or if the class has arguments without default
   */
  public T get(String name) {
    T found = find(name);
    if (found == null) {
      throw Registry.get().unknownName(this, name);
    }
    return found;
  }

  /**
   * Makes an object from a config, through its public constructor and setters.
   *
   * @param className Keras's class name, or {@code package>Name} of a registered class
   * @param config what {@code get_config()} returns; keys with defaults may be absent
   * @throws IllegalArgumentException for an unknown class, naming the nearest ones, or a wrong
   *     config, naming the key
   */
  public T fromConfig(String className, Map<String, ?> config) {
    return Registry.get().inObjects(this, className, null).make(config);
  }

  /**
   * Makes an object from what Keras writes: a name, or a map with {@code class_name}, {@code
   * config} and, for a registered class, {@code registered_name}.
   *
   * @throws IllegalArgumentException as in {@link #fromConfig}
   */
  public T read(Object written) {
    return ObjectFormat.read(this, written);
  }

  /**
   * Returns what Keras writes for an object: a map with {@code module}, {@code class_name}, {@code
   * config} and {@code registered_name}; for a function its name.
   *
   * @throws IllegalArgumentException if its class is not registered and has the name of a known one
   * @throws IllegalStateException for a function that has no name
   */
  public Object write(T object) {
    if (object instanceof KerasObject o) {
      return SharedObjects.written(
          o,
          () -> {
            Map<String, @Nullable Object> map = ObjectFormat.write(this, o);
            besideWriter.accept(object, map);
            return map;
          });
    }
    Object written = writeFunction(object);
    if (written == null) {
      throw new IllegalStateException(
          "This "
              + word
              + " is a function that Keras could not read back; use one by name, register"
              + " it with Keras.register, or use one that is a layer, such as LeakyReLU");
    }
    return written;
  }

  /**
   * Returns what Keras writes for an object of one of its own classes, which need not be known.
   *
   * @param module such as {@code keras.layers}
   */
  public static Object written(
      String module, String className, Map<String, @Nullable Object> config) {
    return ObjectFormat.map(module, className, config, null);
  }

  private @Nullable Object writeFunction(T function) {
    Object written = writer.apply(function);
    String registered = written == null ? Registry.get().nameOf(this, function) : null;
    return registered == null ? written : ObjectFormat.function(registered);
  }

  /** Gives an object what stood beside its config. */
  void readBeside(T object, Map<String, ?> written) {
    besideReader.accept(object, written);
  }

  /** Returns the class names that are known in objects. */
  public Set<String> classNames() {
    return Registry.get().classNames(this);
  }

  @Override
  public String toString() {
    return module;
  }
}
