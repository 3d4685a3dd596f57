package org.keras4j.framework;

import org.keras4j.internal.graph.OneShot;
import org.keras4j.internal.ops.Alignment;
import org.keras4j.metrics.MeanMetric;
import org.keras4j.metrics.MetricDirection;
import org.tensorflow.Operand;
import org.tensorflow.framework.metrics.BaseMetric;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A metric of the framework that is a mean: the framework computes the values, the mean over all
 * batches is kept by Keras4J.
 */
final class FrameworkMetric extends MeanMetric<FrameworkMetric> {

  private final BaseMetric metric;
  private final SampleValues values;

  FrameworkMetric(BaseMetric metric, SampleValues values) {
    this.metric = metric;
    this.values = values;
    name(FrameworkNames.of(metric, metric.getName()));
  }

  @Override
  protected Operand<TFloat32> values(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    initialize();
    if (values.ofClassNumbers()) {
      return values.function().call(tf, yTrue, yPred, TFloat32.class);
    }
    // The framework squeezes every axis of 1 where it means the last one.
    Alignment.Pair aligned = Alignment.align(tf, yTrue, yPred);
    return values.function().call(tf, aligned.first(), aligned.second(), TFloat32.class);
  }

  /**
   * Lets the metric make its own variables, once and for all, in a graph that is thrown away: it
   * would put them into the graph of the model, which does not know how to initialise them.
   */
  private void initialize() {
    if (!metric.isInitialized()) {
      OneShot.evaluate(
          tf -> {
            metric.resetStates(tf);
            return tf.constant(0f);
          });
    }
  }

  @Override
  public MetricDirection direction() {
    return values.direction();
  }
}
