package org.keras4j.callbacks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a callback sees of a batch or an epoch: losses and metrics by name, as Keras's {@code logs}
 * dictionary.
 *
 * <p>Names are sorted; what callbacks add comes last. The logs of a batch are fetched from the
 * device only if somebody looks at them while the callback runs.
 */
public final class Logs {

  private @Nullable Supplier<Map<String, Double>> source;
  private final Map<String, Double> values = new LinkedHashMap<>();

  private Logs(@Nullable Supplier<Map<String, Double>> source) {
    this.source = source;
  }

  /** Makes logs with these values, sorted by name. */
  public static Logs of(Map<String, Double> values) {
    Logs logs = new Logs(null);
    logs.values.putAll(new TreeMap<>(values));
    return logs;
  }

  /** Makes logs whose values are fetched when first looked at. */
  static Logs lazy(Supplier<Map<String, Double>> source) {
    return new Logs(source);
  }

  /** Returns a value, or null if there is none of this name. */
  public @Nullable Double get(String name) {
    return fetched().get(name);
  }

  /** Adds or replaces a value; later callbacks, the history and the progress bar see it. */
  public void put(String name, double value) {
    fetched().put(name, value);
  }

  /** Returns the names, in order. */
  public Set<String> names() {
    return fetched().keySet();
  }

  /** Returns a copy of all values, in order. */
  public Map<String, Double> asMap() {
    return new LinkedHashMap<>(fetched());
  }

  /** Forgets the source: what was not looked at by now never will be. */
  void expire() {
    if (source != null) {
      source =
          () -> {
            throw new IllegalStateException(
                "The logs of a batch can only be read while the callback runs; copy them with"
                    + " asMap()");
          };
    }
  }

  private Map<String, Double> fetched() {
    Supplier<Map<String, Double>> s = source;
    if (s != null) {
      values.putAll(new TreeMap<>(s.get()));
      source = null;
    }
    return values;
  }

  @Override
  public String toString() {
    return fetched().toString();
  }
}
