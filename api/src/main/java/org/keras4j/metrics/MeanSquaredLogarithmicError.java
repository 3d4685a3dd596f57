package org.keras4j.metrics;

/**
 * The mean of {@code (ln(p + 1) − ln(y + 1))²}: Keras's metric {@code MeanSquaredLogarithmicError},
 * {@code "msle"}. See {@link org.keras4j.losses.MeanSquaredLogarithmicError}.
 */
public final class MeanSquaredLogarithmicError
    extends SimpleLossMetric<MeanSquaredLogarithmicError> {

  /** Makes the metric. */
  public MeanSquaredLogarithmicError() {
    super(new org.keras4j.losses.MeanSquaredLogarithmicError());
  }
}
