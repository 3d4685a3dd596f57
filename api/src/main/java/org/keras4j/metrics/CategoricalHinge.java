package org.keras4j.metrics;

/**
 * The mean of {@code max(max((1 − y)·p) − Σ y·p + 1, 0)}: Keras's metric {@code CategoricalHinge}.
 * See {@link org.keras4j.losses.CategoricalHinge}.
 */
public final class CategoricalHinge extends SimpleLossMetric<CategoricalHinge> {

  /** Makes the metric. */
  public CategoricalHinge() {
    super(new org.keras4j.losses.CategoricalHinge());
  }
}
