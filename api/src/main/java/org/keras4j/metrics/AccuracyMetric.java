package org.keras4j.metrics;

/**
 * A mean of hits and misses, of which more is better.
 *
 * @param <S> the metric's own type
 */
abstract class AccuracyMetric<S extends AccuracyMetric<S>> extends MeanMetric<S> {

  @Override
  public MetricDirection direction() {
    return MetricDirection.MAX;
  }
}
