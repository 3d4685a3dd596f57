package org.keras4j.metrics;

/**
 * The weight of targets of 0 that are predicted above the threshold, 0.5 by default: Keras's {@code
 * FalsePositives}.
 */
public final class FalsePositives extends CountMetric<FalsePositives> {

  /** Makes the metric with threshold 0.5. */
  public FalsePositives() {
    super(Confusion.Kind.FALSE_POSITIVES);
  }
}
