package org.keras4j.metrics;

import org.keras4j.losses.Loss;

/**
 * The mean of a loss without arguments.
 *
 * @param <S> the metric's own type
 */
abstract class SimpleLossMetric<S extends SimpleLossMetric<S>> extends LossMetric<S> {

  private final Loss loss;

  SimpleLossMetric(Loss loss) {
    this.loss = loss;
  }

  @Override
  final Loss loss() {
    return loss;
  }
}
