package org.keras4j.metrics;

/**
 * {@code 100 ·} the mean of {@code |(y − p) / y|}: Keras's metric {@code
 * MeanAbsolutePercentageError}, {@code "mape"}. See {@link
 * org.keras4j.losses.MeanAbsolutePercentageError}.
 */
public final class MeanAbsolutePercentageError
    extends SimpleLossMetric<MeanAbsolutePercentageError> {

  /** Makes the metric. */
  public MeanAbsolutePercentageError() {
    super(new org.keras4j.losses.MeanAbsolutePercentageError());
  }
}
