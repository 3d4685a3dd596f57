package org.keras4j.metrics;

/**
 * The mean of {@code ln cosh(p − y)}: Keras's {@code LogCoshError}. See {@link
 * org.keras4j.losses.LogCosh}.
 */
public final class LogCoshError extends SimpleLossMetric<LogCoshError> {

  /** Makes the metric. */
  public LogCoshError() {
    super(new org.keras4j.losses.LogCosh());
    name("logcosh");
  }
}
