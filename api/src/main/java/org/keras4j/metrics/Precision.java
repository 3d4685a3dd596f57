package org.keras4j.metrics;

/**
 * The share of targets of 1 among what is predicted above the threshold, 0.5 by default: Keras's
 * {@code Precision}.
 */
public final class Precision extends Quotient<Precision> {

  /** Makes the metric with threshold 0.5. */
  public Precision() {
    super(Confusion.Kind.FALSE_POSITIVES);
  }
}
