package org.keras4j.internal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The names under which one kind of object (losses, initializers, …) can be asked for.
 *
 * @param <T> the kind
 */
public final class Registry<T> {

  private final String kind;
  private final boolean ignoreCase;
  private final Map<String, Supplier<? extends T>> byName = new LinkedHashMap<>();

  /**
   * Makes an empty registry.
   *
   * @param kind the word used in errors, such as {@code "loss"}
   * @param ignoreCase whether {@code "ADAM"} finds {@code "adam"}
   */
  public Registry(String kind, boolean ignoreCase) {
    this.kind = kind;
    this.ignoreCase = ignoreCase;
  }

  /** Adds a maker under one or more names and returns this registry. */
  public Registry<T> add(Supplier<? extends T> maker, String... names) {
    for (String name : names) {
      byName.put(key(name), maker);
    }
    return this;
  }

  /** Returns a new object for the name, or null when there is none. */
  public @Nullable T find(String name) {
    Supplier<? extends T> maker = byName.get(key(name));
    return maker == null ? null : maker.get();
  }

  /**
   * Returns a new object for the name.
   *
   * @throws IllegalArgumentException listing the valid names, nearest first
   */
  public T get(String name) {
    T found = find(name);
    if (found == null) {
      throw Names.unknown(kind, name, byName.keySet());
    }
    return found;
  }

  /** Returns all names. */
  public Set<String> names() {
    return byName.keySet();
  }

  private String key(String name) {
    return ignoreCase ? name.toLowerCase(Locale.ROOT) : name;
  }
}
