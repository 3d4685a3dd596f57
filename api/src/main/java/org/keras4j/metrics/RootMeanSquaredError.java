package org.keras4j.metrics;

import org.keras4j.core.CallContext;
import org.keras4j.internal.ops.Alignment;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The root of the mean of {@code (p − y)²} over the whole epoch: Keras's {@code
 * RootMeanSquaredError}.
 */
public final class RootMeanSquaredError extends MeanMetric<RootMeanSquaredError> {

  /** Makes the metric. */
  public RootMeanSquaredError() {}

  @Override
  public MetricDirection direction() {
    return MetricDirection.MIN;
  }

  /** As in Keras, where only means of functions of targets and predictions do. */
  @Override
  boolean heedsMask() {
    return false;
  }

  @Override
  protected Operand<TFloat32> values(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Alignment.Pair aligned = Alignment.align(tf, yTrue, yPred);
    return tf.math.square(tf.math.sub(aligned.second(), aligned.first()));
  }

  @Override
  protected Operand<TFloat32> result(Ops tf, CallContext context) {
    return tf.math.sqrt(super.result(tf, context));
  }
}
