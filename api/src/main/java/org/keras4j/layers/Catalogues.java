package org.keras4j.layers;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The layers of several catalogues, the first of a name being the one that counts. A catalogue that
 * fails is noted and left out: it belongs to one library, and models of the others must load.
 */
final class Catalogues {
  // A service loader that fails for ever would otherwise be asked for ever.
  private static final int MOST_FAILURES = 1000;

  private final Map<String, LayerType> types = new LinkedHashMap<>();
  private final List<String> failures = new ArrayList<>();
  private final Consumer<String> warn;

  /**
   * Creates a collection without layers.
   *
   * @param warn is told about each failure
   */
  Catalogues(Consumer<String> warn) {
    this.warn = warn;
  }

  /** Adds the layers of all catalogues that can be had. */
  void addAll(Iterator<LayerCatalogue> catalogues) {
    while (failures.size() < MOST_FAILURES) {
      try {
        if (!catalogues.hasNext()) {
          return;
        }
        add(catalogues.next());
      } catch (ServiceConfigurationError e) {
        // names the class
        failed(String.valueOf(e.getMessage()), e.getCause());
      }
    }
  }

  /** Adds the layers of one catalogue, or none of them. */
  void add(LayerCatalogue catalogue) {
    try {
      List<LayerType> layers = List.copyOf(catalogue.layers());
      layers.forEach(t -> Objects.requireNonNull(t.className(), "className"));
      layers.forEach(t -> types.putIfAbsent(t.className(), t));
    } catch (RuntimeException | LinkageError e) {
      failed("layers() of " + catalogue.getClass().getName() + " failed", e);
    }
  }

  private void failed(String what, @Nullable Throwable cause) {
    String failure = cause == null ? what : what + " (" + cause + ")";
    failures.add(failure);
    warn.accept("A catalogue of layers is left out: " + failure);
  }

  Map<String, LayerType> types() {
    return types;
  }

  /** Says what failed, for the error about an unknown layer; empty if nothing did. */
  String failures() {
    return failures.isEmpty()
        ? ""
        : ". Catalogues that could not be loaded: " + String.join("; ", failures);
  }
}
