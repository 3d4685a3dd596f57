package org.keras4j.core;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What tests in other packages may see of the registry. */
public final class TestEntries {

  private TestEntries() {}

  /** Makes an object of the same class from a config. */
  @SuppressWarnings("unchecked")
  public static <T extends KerasObject> T fill(T like, Map<String, ?> config) {
    return (T) Objects.requireNonNull(Registry.get().ofClass(like.getClass())).make(config);
  }

  /** Returns the entries of all kinds that come from catalogues. */
  public static Set<Entry<?>> all() {
    Set<Entry<?>> all = new LinkedHashSet<>(Registry.get().entries());
    all.removeIf(e -> e.registeredName() != null && !e.registeredName().startsWith("keras4j>"));
    return all;
  }

  /** Returns the entry that a name stands for, or null. */
  public static @Nullable Entry<?> named(Kind<?> kind, String name) {
    return Registry.get().named(kind, name);
  }

  /** Makes an object of an entry's class from a config. */
  public static Object make(Entry<?> entry, Map<String, ?> config) {
    return entry.make(config);
  }
}
