package org.keras4j.metrics;

import org.keras4j.core.Config;
import org.keras4j.losses.LossFunction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The mean of a function; it has no config that could bring it back. */
final class LambdaMetric extends MeanMetric<LambdaMetric> {

  private final LossFunction function;
  private final MetricDirection direction;

  LambdaMetric(String name, LossFunction function, MetricDirection direction) {
    this.function = function;
    this.direction = direction;
    name(name);
  }

  @Override
  public String className() {
    return "MeanMetricWrapper";
  }

  @Override
  public MetricDirection direction() {
    return direction;
  }

  @Override
  protected Operand<TFloat32> values(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    return function.call(tf, yTrue, yPred);
  }

  @Override
  protected void config(Config c) {
    throw new IllegalStateException(
        "Metric '"
            + name()
            + "' is a function, which cannot be written; write a subclass of Metric instead and"
            + " register it with Keras.register");
  }
}
