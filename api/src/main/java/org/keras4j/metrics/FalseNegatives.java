package org.keras4j.metrics;

/**
 * The weight of targets of 1 that are not predicted above the threshold, 0.5 by default: Keras's
 * {@code FalseNegatives}.
 */
public final class FalseNegatives extends CountMetric<FalseNegatives> {

  /** Makes the metric with threshold 0.5. */
  public FalseNegatives() {
    super(Confusion.Kind.FALSE_NEGATIVES);
  }
}
