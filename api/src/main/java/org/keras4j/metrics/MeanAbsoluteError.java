package org.keras4j.metrics;

/**
 * The mean of {@code |y − p|}: Keras's metric {@code MeanAbsoluteError}, {@code "mae"}. See {@link
 * org.keras4j.losses.MeanAbsoluteError}.
 */
public final class MeanAbsoluteError extends SimpleLossMetric<MeanAbsoluteError> {

  /** Makes the metric. */
  public MeanAbsoluteError() {
    super(new org.keras4j.losses.MeanAbsoluteError());
  }
}
