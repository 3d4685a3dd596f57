package org.keras4j.metrics;

/**
 * The share of targets of 1 that are predicted above the threshold, 0.5 by default: Keras's {@code
 * Recall}.
 */
public final class Recall extends Quotient<Recall> {

  /** Makes the metric with threshold 0.5. */
  public Recall() {
    super(Confusion.Kind.FALSE_NEGATIVES);
  }
}
