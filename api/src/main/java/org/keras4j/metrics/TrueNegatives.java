package org.keras4j.metrics;

/**
 * The weight of targets of 0 that are not predicted above the threshold, 0.5 by default: Keras's
 * {@code TrueNegatives}.
 */
public final class TrueNegatives extends CountMetric<TrueNegatives> {

  /** Makes the metric with threshold 0.5. */
  public TrueNegatives() {
    super(Confusion.Kind.TRUE_NEGATIVES);
  }
}
