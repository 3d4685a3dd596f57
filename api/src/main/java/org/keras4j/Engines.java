package org.keras4j;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.engine.ModelEngine;

/**
 * The engine of a model, and engines that were replaced while runs were still using them: these are
 * closed by the last of those runs. Thread-safe.
 */
final class Engines {

  private static final Cleaner CLEANER = Cleaner.create();

  private final Model owner;
  private final Map<ModelEngine, Integer> users = new HashMap<>();
  private final Map<ModelEngine, Cleaner.Cleanable> open = new HashMap<>();
  private @Nullable ModelEngine current;

  /** Makes an empty set, whose engines are closed at the latest when the model is collected. */
  Engines(Model owner) {
    this.owner = owner;
  }

  /** Returns the current engine, or null if there is none. */
  synchronized @Nullable ModelEngine current() {
    return current;
  }

  /** Returns the current engine, opening it if needed; the caller releases it after the run. */
  synchronized ModelEngine use(Supplier<ModelEngine> opening) {
    ModelEngine e = current;
    if (e == null) {
      ModelEngine opened = opening.get();
      open.put(opened, CLEANER.register(owner, opened::close));
      current = opened;
      e = opened;
    }
    users.merge(e, 1, Integer::sum);
    return e;
  }

  /** Says that a run with this engine has ended. */
  void release(ModelEngine e) {
    Cleaner.Cleanable unused = null;
    synchronized (this) {
      users.computeIfPresent(e, (k, n) -> n == 1 ? null : n - 1);
      if (e != current && !users.containsKey(e)) {
        unused = open.remove(e);
      }
    }
    if (unused != null) {
      unused.clean();
    }
  }

  /** Lets the next run open another engine; runs with the current one go on with it. */
  void replace() {
    Cleaner.Cleanable unused = null;
    synchronized (this) {
      ModelEngine e = current;
      current = null;
      if (e != null && !users.containsKey(e)) {
        unused = open.remove(e);
      }
    }
    if (unused != null) {
      unused.clean();
    }
  }

  /** Closes all engines, also those in use. */
  void close() {
    List<Cleaner.Cleanable> all;
    synchronized (this) {
      all = new ArrayList<>(open.values());
      open.clear();
      current = null;
    }
    all.forEach(Cleaner.Cleanable::clean);
  }
}
