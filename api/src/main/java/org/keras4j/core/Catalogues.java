package org.keras4j.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The entries of several catalogues. A catalogue that fails is noted and left out: it belongs to
 * one library, and models of the others must load.
 */
final class Catalogues {
  // A service loader that fails for ever would otherwise be asked for ever.
  private static final int MOST_FAILURES = 1000;

  private final List<Entry<?>> entries = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final Set<Class<?>> asked = new HashSet<>();
  private final Consumer<String> warn;
  private int failed;

  /**
   * Creates a collection without entries.
   *
   * @param warn is told about each failure
   */
  Catalogues(Consumer<String> warn) {
    this.warn = warn;
  }

  /** Adds the entries of all catalogues that can be had and were not asked before. */
  void addAll(Iterator<? extends Catalogue> catalogues) {
    while (failed < MOST_FAILURES) {
      try {
        if (!catalogues.hasNext()) {
          return;
        }
        Catalogue next = catalogues.next();
        if (asked.add(next.getClass())) {
          add(next);
        }
      } catch (ServiceConfigurationError e) {
        // names the class
        failed(String.valueOf(e.getMessage()), e.getCause());
      }
    }
  }

  /** Adds the entries of one catalogue, or none of them. */
  private void add(Catalogue catalogue) {
    try {
      List<Entry<?>> all = List.copyOf(catalogue.entries());
      all.forEach(Objects::requireNonNull);
      entries.addAll(all);
    } catch (RuntimeException | LinkageError e) {
      failed("entries() of " + catalogue.getClass().getName() + " failed", e);
    }
  }

  private void failed(String what, @Nullable Throwable cause) {
    failed++;
    String failure = cause == null ? what : what + " (" + cause + ")";
    if (!failures.contains(failure)) {
      failures.add(failure);
      warn.accept("A catalogue is left out: " + failure);
    }
  }

  List<Entry<?>> entries() {
    return entries;
  }

  /** Says what failed, for the error about an unknown name; empty if nothing did. */
  String failures() {
    return failures.isEmpty()
        ? ""
        : ". Catalogues that could not be loaded: " + String.join("; ", failures);
  }
}
