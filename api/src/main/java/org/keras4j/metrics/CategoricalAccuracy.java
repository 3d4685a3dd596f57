package org.keras4j.metrics;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How often the largest prediction is where the one-hot target is: Keras's {@code
 * CategoricalAccuracy}.
 */
public final class CategoricalAccuracy extends AccuracyMetric<CategoricalAccuracy> {

  /** Makes the metric. */
  public CategoricalAccuracy() {}

  @Override
  protected Operand<TFloat32> values(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    return tf.dtypes.cast(
        tf.math.equal(tf.math.argMax(yTrue, tf.constant(-1)), BestClass.of(tf, yPred)),
        TFloat32.class);
  }
}
