package org.keras4j.metrics;

/**
 * The weight of targets of 1 that are predicted above the threshold, 0.5 by default: Keras's {@code
 * TruePositives}.
 */
public final class TruePositives extends CountMetric<TruePositives> {

  /** Makes the metric with threshold 0.5. */
  public TruePositives() {
    super(Confusion.Kind.TRUE_POSITIVES);
  }
}
