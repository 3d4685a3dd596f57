package org.keras4j.metrics;

/**
 * The mean of {@code max(1 − y·p, 0)²}: Keras's metric {@code SquaredHinge}. See {@link
 * org.keras4j.losses.SquaredHinge}.
 */
public final class SquaredHinge extends SimpleLossMetric<SquaredHinge> {

  /** Makes the metric. */
  public SquaredHinge() {
    super(new org.keras4j.losses.SquaredHinge());
  }
}
