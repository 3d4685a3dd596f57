package org.keras4j.metrics;

/**
 * The mean of {@code (y − p)²}: Keras's metric {@code MeanSquaredError}, {@code "mse"}. See {@link
 * org.keras4j.losses.MeanSquaredError}.
 */
public final class MeanSquaredError extends SimpleLossMetric<MeanSquaredError> {

  /** Makes the metric. */
  public MeanSquaredError() {
    super(new org.keras4j.losses.MeanSquaredError());
  }
}
