package org.keras4j.metrics;

/**
 * The mean of {@code Σ y·ln(y / p)}: Keras's metric {@code KLDivergence}. See {@link
 * org.keras4j.losses.KLDivergence}.
 */
public final class KLDivergence extends SimpleLossMetric<KLDivergence> {

  /** Makes the metric. */
  public KLDivergence() {
    super(new org.keras4j.losses.KLDivergence());
  }
}
