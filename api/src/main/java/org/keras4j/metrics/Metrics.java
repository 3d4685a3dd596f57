package org.keras4j.metrics;

import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Registry;

/** Finds metrics by Keras's names. */
public final class Metrics {

  private static final Registry<Metric> REGISTRY =
      new Registry<Metric>("metric", false)
          .add(CategoricalAccuracy::new, "CategoricalAccuracy", "categorical_accuracy");

  private Metrics() {}

  /**
   * Returns a new metric with its defaults, under the name it was asked for.
   *
   * @throws IllegalArgumentException for an unknown name, listing the valid ones
   */
  public static Metric get(String name) {
    return REGISTRY.get(name).name(name);
  }

  /** Returns a new metric, or null if there is none of this name. */
  public static @Nullable Metric find(String name) {
    Metric m = REGISTRY.find(name);
    return m == null ? null : m.name(name);
  }
}
