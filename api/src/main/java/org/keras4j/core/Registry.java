package org.keras4j.core;

import java.lang.System.Logger.Level;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Names;

/** All classes and functions that can be found by name, of every kind. */
final class Registry {

  private final Map<Kind<?>, Map<String, Entry<?>>> named = new LinkedHashMap<>();
  private final Map<Kind<?>, Map<String, Entry<?>>> inObjects = new LinkedHashMap<>();
  private final Map<Class<?>, Entry<?>> byClass = new HashMap<>();
  private final String failures;

  /** Of several entries with one name the first one counts. */
  Registry(List<Entry<?>> entries, String failures) {
    this.failures = failures;
    entries.forEach(this::add);
  }

  /** Loaded at the first use, because that is when other modules' classes must be there. */
  private static final class Loaded {
    // null to a catalogue that asks for it while it is made
    static final @Nullable Registry ALL = load();

    private static Registry load() {
      System.Logger log = System.getLogger("org.keras4j");
      Catalogues all = new Catalogues(text -> log.log(Level.WARNING, () -> text));
      ClassLoader own = Registry.class.getClassLoader();
      all.addAll(ServiceLoader.load(Catalogue.class, own).iterator());
      if (Thread.currentThread().getContextClassLoader() != own) {
        all.addAll(ServiceLoader.load(Catalogue.class).iterator());
      }
      return new Registry(all.entries(), all.failures());
    }
  }

  static Registry get() {
    Registry all = Loaded.ALL;
    if (all == null) { // while it is being made: a catalogue came back here
      throw new IllegalStateException(
          "Catalogue.entries() uses names or configs, which are not known before all catalogues have"
              + " been asked; make objects only in the functions that are given to entry(…)");
    }
    return all;
  }

  private synchronized void add(Entry<?> entry) {
    Kind<?> kind = entry.kind();
    List<String> names = new ArrayList<>(entry.aliases());
    names.add(0, entry.className());
    names.forEach(name -> put(inObjects, kind, kind.key(name), entry));
    if (entry.isNamed()) {
      names.forEach(name -> put(named, kind, kind.key(name), entry));
    }
    addOwn(entry);
  }

  /** Adds what only this class can have. */
  private void addOwn(Entry<?> entry) {
    String registered = entry.registeredName();
    if (registered != null) {
      put(inObjects, entry.kind(), registered, entry);
      put(named, entry.kind(), registered, entry);
    }
    if (entry.type() != null) {
      byClass.putIfAbsent(entry.type(), entry);
    }
  }

  private static void put(
      Map<Kind<?>, Map<String, Entry<?>>> into, Kind<?> kind, String name, Entry<?> entry) {
    into.computeIfAbsent(kind, k -> new LinkedHashMap<>()).putIfAbsent(name, entry);
  }

  /**
   * Adds a class or function of the application, found under its registered name only.
   *
   * @throws IllegalArgumentException if it has no package, the class is known already, or another
   *     one has the name
   */
  synchronized void register(Entry<?> entry) {
    Kind<?> kind = entry.kind();
    Class<?> type = entry.type();
    String name = entry.registeredName();
    if (name == null) {
      throw new IllegalArgumentException(
          "The " + entry + " cannot be registered as one of Keras's own; call inPackage(…) first");
    }
    if (type != null) {
      Entry<?> known = byClass.get(type);
      if (known != null && !name.equals(known.registeredName())) {
        throw new IllegalArgumentException(
            type.getName()
                + " is known already, as "
                + known
                + "; register a subclass of your own");
      }
    }
    Entry<?> same = in(inObjects, kind).get(name);
    if (same != null && same.type() != type) {
      throw new IllegalArgumentException(
          "'" + name + "' is registered for " + same.type() + "; choose another package name");
    }
    inObjects.computeIfAbsent(kind, k -> new LinkedHashMap<>()).put(name, entry);
    named.computeIfAbsent(kind, k -> new LinkedHashMap<>()).put(name, entry);
    if (type != null) {
      byClass.put(type, entry);
    }
  }

  /** Describes a class of the application under the kind that it extends. */
  <T extends KerasObject> Entry<?> describe(Class<T> type, Function<ConfigReader, T> make) {
    if (Modifier.isAbstract(type.getModifiers()) || type.getSimpleName().isEmpty()) {
      throw new IllegalArgumentException(
          type.getName() + " cannot be registered: it must be a class with a name, not abstract");
    }
    return kindOf(type).entry(type, make);
  }

  /** Returns the registered name of a function, or null. */
  synchronized @Nullable String nameOf(Kind<?> kind, Object function) {
    return in(inObjects, kind).values().stream()
        .filter(e -> e.function() == function)
        .map(Entry::registeredName)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  @SuppressWarnings("unchecked") // checked by its type
  private synchronized <T extends KerasObject> Kind<? super T> kindOf(Class<T> type) {
    for (Kind<?> kind : inObjects.keySet()) {
      if (KerasObject.class.isAssignableFrom(kind.type()) && kind.type().isAssignableFrom(type)) {
        return (Kind<? super T>) kind;
      }
    }
    throw new IllegalArgumentException(
        type.getName()
            + " cannot be registered: it must extend one of "
            + inObjects.keySet().stream().map(k -> k.type().getSimpleName()).sorted().toList());
  }

  /** Returns what is found by its name alone, or null. */
  @SuppressWarnings("unchecked") // an entry lies under its own kind
  synchronized <T> @Nullable Entry<T> named(Kind<T> kind, String name) {
    return (Entry<T>) in(named, kind).get(kind.key(name));
  }

  IllegalArgumentException unknownName(Kind<?> kind, String name) {
    IllegalArgumentException unknown = Names.unknown(kind.word(), name, namesOf(kind));
    return failures.isEmpty()
        ? unknown
        : new IllegalArgumentException(unknown.getMessage() + failures);
  }

  private synchronized List<String> namesOf(Kind<?> kind) {
    return List.copyOf(in(named, kind).keySet());
  }

  /**
   * Returns the class that an object in a file names. If the kind has none of this name, one of
   * another kind will do whose objects are of the wanted type, such as a layer that is an
   * activation.
   *
   * @throws IllegalArgumentException if there is none
   */
  <T> Entry<? extends T> inObjects(Kind<T> kind, String className, @Nullable String registered) {
    String name = registered == null ? className : registered;
    Entry<? extends T> found = findInObjects(kind, name);
    if (found == null) {
      throw unknownClass(kind, name);
    }
    return found;
  }

  /** Returns the class that an object in a file names, or null. */
  @SuppressWarnings("unchecked") // checked by their types
  synchronized <T> @Nullable Entry<? extends T> findInObjects(Kind<T> kind, String name) {
    Entry<?> own = in(inObjects, kind).get(name.contains(">") ? name : kind.key(name));
    if (own != null) {
      return (Entry<? extends T>) own;
    }
    for (Map<String, Entry<?>> others : inObjects.values()) {
      Entry<?> other = others.get(name);
      Class<?> type = other == null ? null : other.type();
      if (type != null && kind.type().isAssignableFrom(type)) {
        return (Entry<? extends T>) other;
      }
    }
    return null;
  }

  /**
   * Returns the registered class that has this name in its package, or null if there is none: what
   * an unregistered class in a file stands for.
   *
   * @throws IllegalArgumentException if there are several
   */
  @SuppressWarnings("unchecked") // of this kind
  synchronized <T> @Nullable Entry<? extends T> inAnyPackage(Kind<T> kind, String className) {
    List<String> found = inPackages(kind, className);
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "The "
              + kind.word()
              + " class '"
              + className
              + "' was not registered when it was written, and may be any of "
              + String.join(", ", found)
              + ". Register one class of that name before it is read");
    }
    return found.isEmpty() ? null : (Entry<? extends T>) in(inObjects, kind).get(found.get(0));
  }

  /** Returns the registered names of the classes that have this name in their packages. */
  synchronized List<String> inPackages(Kind<?> kind, String className) {
    return in(inObjects, kind).keySet().stream()
        .filter(name -> name.endsWith(">" + className))
        .sorted()
        .toList();
  }

  private IllegalArgumentException unknownClass(Kind<?> kind, String name) {
    List<String> nearest = Names.nearestFirst(name, classNames(kind));
    return new IllegalArgumentException(
        "Unknown "
            + kind.word()
            + " class '"
            + name
            + "'."
            + (nearest.isEmpty() ? "" : " Did you mean '" + nearest.get(0) + "'?")
            + " If it is one of your own, call Keras.register before; if it is of another library,"
            + " such as the image layers in org.keras4j:keras4j-augment, add that to the class path"
            + " or module path. Known are: "
            + String.join(", ", nearest)
            + failures);
  }

  /** Returns the names that objects in files have, without other spellings. */
  synchronized Set<String> classNames(Kind<?> kind) {
    Set<String> names = new TreeSet<>();
    Map<String, Entry<?>> known = in(inObjects, kind);
    for (Entry<?> entry : known.values()) {
      String registered = entry.registeredName();
      boolean plain = registered == null || known.get(kind.key(entry.className())) == entry;
      names.add(plain ? entry.className() : registered);
    }
    return Collections.unmodifiableSet(names);
  }

  private static Map<String, Entry<?>> in(Map<Kind<?>, Map<String, Entry<?>>> all, Kind<?> kind) {
    return all.getOrDefault(kind, Map.of());
  }

  /** Returns the entry of a class, for an anonymous one that of the class it extends, or null. */
  synchronized @Nullable Entry<?> ofClass(Class<?> type) {
    Class<?> named = type;
    while (named.isAnonymousClass()) {
      named = named.getSuperclass();
    }
    return byClass.get(named);
  }

  /** Returns all entries, those of classes once. */
  synchronized Set<Entry<?>> entries() {
    Set<Entry<?>> all = new LinkedHashSet<>();
    inObjects.values().forEach(names -> all.addAll(names.values()));
    return all;
  }
}
