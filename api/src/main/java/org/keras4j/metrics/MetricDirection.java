package org.keras4j.metrics;

/** Whether a metric gets better upwards or downwards; what callbacks call {@code mode="auto"}. */
public enum MetricDirection {
  /** Less is better. */
  MIN,
  /** More is better. */
  MAX,
  /** Cannot be told; callbacks need an explicit mode. */
  UNKNOWN
}
