package org.keras4j.core;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is to know about a class to make its objects from names and configs; made by {@link
 * Kind#entry}.
 *
 * @param <T> the kind of object
 */
public final class Entry<T> {

  private final Kind<T> kind;
  private final String className;
  private final @Nullable Class<? extends T> type;
  private final List<String> aliases;
  private final Function<ConfigReader, ? extends T> make;
  private final @Nullable T function;
  private final @Nullable String packageName;
  private final boolean named;
  private final String module;

  Entry(
      Kind<T> kind,
      String className,
      @Nullable Class<? extends T> type,
      List<String> aliases,
      Function<ConfigReader, ? extends T> make,
      @Nullable T function,
      @Nullable String packageName,
      boolean named,
      String module) {
    this.kind = Objects.requireNonNull(kind, "kind");
    this.className = Objects.requireNonNull(className, "className");
    this.type = type;
    this.aliases = aliases;
    this.make = Objects.requireNonNull(make, "make");
    this.function = function;
    this.packageName = packageName;
    this.named = named;
    this.module = module;
  }

  /**
   * Returns the entry of a class that is not Keras's: its {@code registered_name} becomes {@code
   * package>Name}, as with {@code keras.saving.register_keras_serializable(package="…")}.
   *
   * @throws IllegalArgumentException if the name is empty or contains {@code >}
   */
  public Entry<T> inPackage(String name) {
    if (name.isEmpty() || name.contains(">")) {
      throw new IllegalArgumentException(
          "The package of " + className + " must be a text without '>'; received '" + name + "'");
    }
    return new Entry<>(kind, className, type, aliases, make, function, name, named, module);
  }

  /** Returns the entry of a class that is found in objects only, not by its name alone. */
  public Entry<T> onlyInObjects() {
    return new Entry<>(kind, className, type, aliases, make, function, packageName, false, module);
  }

  /**
   * Returns the entry of a class that Keras has in another module than the others of its kind.
   *
   * @param name such as {@code "keras"} for {@code keras.Sequential}
   */
  public Entry<T> inModule(String name) {
    return new Entry<>(kind, className, type, aliases, make, function, packageName, named, name);
  }

  /**
   * Returns the entry of a class that is not Keras's, of the kind that it extends.
   *
   * @param make calls its constructor with what that needs
   * @throws IllegalArgumentException if the class is of no kind, abstract or without a name
   */
  public static <T extends KerasObject> Entry<?> of(Class<T> type, Function<ConfigReader, T> make) {
    return Registry.get().describe(type, make);
  }

  /**
   * Makes the class or function known under its {@link #registeredName}, in place of an earlier one
   * of the same class.
   *
   * @throws IllegalArgumentException if there is no package, the class is one of Keras's own, or
   *     another class has the name
   */
  public void register() {
    Registry.get().register(this);
  }

  /** Returns the kind of object. */
  public Kind<T> kind() {
    return kind;
  }

  /** Returns Keras's class name, or the name of a function. */
  public String className() {
    return className;
  }

  /** Returns Keras's module, by default that of the kind. */
  String module() {
    return module;
  }

  /** Returns the Java class, or null for a function. */
  public @Nullable Class<? extends T> type() {
    return type;
  }

  /** Returns the other names. */
  public List<String> aliases() {
    return aliases;
  }

  /** Returns {@code package>Name}, or null for one of Keras's own classes. */
  public @Nullable String registeredName() {
    return packageName == null ? null : packageName + ">" + className;
  }

  @Nullable T function() {
    return function;
  }

  boolean isNamed() {
    return named;
  }

  /**
   * Makes an object: its constructor takes the arguments that have no setter, its setters take the
   * others, so that a bad value is refused here as it is in code.
   */
  T make(Map<String, ?> config) {
    ConfigReader reader = new ConfigReader(className, config);
    T made;
    try {
      made = make.apply(reader);
    } catch (IllegalArgumentException e) {
      throw reader.refused("", e);
    }
    if (made instanceof KerasObject object) {
      object.readConfig(reader);
    }
    return made;
  }

  @Override
  public String toString() {
    return kind.word() + " " + (packageName == null ? className : registeredName());
  }
}
