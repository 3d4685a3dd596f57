package org.keras4j.metrics;

import org.keras4j.internal.ops.Alignment;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** How often predictions equal targets: Keras's {@code Accuracy}. */
public final class Accuracy extends AccuracyMetric<Accuracy> {

  /** Makes the metric. */
  public Accuracy() {}

  @Override
  protected Operand<TFloat32> values(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Alignment.Pair aligned = Alignment.align(tf, yTrue, yPred);
    return tf.dtypes.cast(tf.math.equal(aligned.first(), aligned.second()), TFloat32.class);
  }
}
