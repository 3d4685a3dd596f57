package org.keras4j;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.internal.Names;

/**
 * What a program wants to know about a model besides its numbers, such as the names of its classes
 * or how inputs are to be prepared: texts and lists of texts by name. Keras has no such thing.
 *
 * <p>Immutable. The order is that in which entries were set.
 */
public final class Metadata {

  static final Metadata EMPTY = new Metadata(Map.of());

  private final Map<String, Object> entries;

  private Metadata(Map<String, Object> entries) {
    this.entries = entries;
  }

  /** Returns these entries with one set or replaced. */
  Metadata with(String name, Object value) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("The name of an entry of metadata must not be empty");
    }
    Map<String, Object> all = new LinkedHashMap<>(entries);
    all.put(name, value);
    return new Metadata(Collections.unmodifiableMap(all));
  }

  /**
   * Returns a text.
   *
   * @throws IllegalArgumentException if there is no entry of this name, or it is a list
   */
  public String string(String name) {
    if (entry(name) instanceof String s) {
      return s;
    }
    throw new IllegalArgumentException(
        "The metadata '" + name + "' is a list; use strings: " + entry(name));
  }

  /**
   * Returns a list of texts.
   *
   * @throws IllegalArgumentException if there is no entry of this name, or it is a single text
   */
  public List<String> strings(String name) {
    if (entry(name) instanceof List<?> list) {
      return list.stream().map(String.class::cast).toList();
    }
    throw new IllegalArgumentException(
        "The metadata '" + name + "' is a text, not a list; use string: '" + entry(name) + "'");
  }

  private Object entry(String name) {
    Object value = entries.get(name);
    if (value == null) {
      throw Names.unknown("metadata", name, entries.keySet());
    }
    return value;
  }

  /** Sets these entries in a model. */
  void copyTo(Model model) {
    for (String name : entries.keySet()) {
      if (entry(name) instanceof String text) {
        model.metadata(name, text);
      } else {
        model.metadata(name, strings(name));
      }
    }
  }

  /** Returns all entries; each value is a {@code String} or a {@code List<String>}. */
  public Map<String, Object> asMap() {
    return entries;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Metadata m && entries.equals(m.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  /** Returns the entries as a map prints them. */
  @Override
  public String toString() {
    return entries.toString();
  }
}
