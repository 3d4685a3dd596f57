package org.keras4j.metrics;

/**
 * The mean of {@code max(1 − y·p, 0)}: Keras's metric {@code Hinge}. See {@link
 * org.keras4j.losses.Hinge}.
 */
public final class Hinge extends SimpleLossMetric<Hinge> {

  /** Makes the metric. */
  public Hinge() {
    super(new org.keras4j.losses.Hinge());
  }
}
