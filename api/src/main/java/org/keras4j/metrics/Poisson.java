package org.keras4j.metrics;

/**
 * The mean of {@code p − y·ln p}: Keras's metric {@code Poisson}. See {@link
 * org.keras4j.losses.Poisson}.
 */
public final class Poisson extends SimpleLossMetric<Poisson> {

  /** Makes the metric. */
  public Poisson() {
    super(new org.keras4j.losses.Poisson());
  }
}
