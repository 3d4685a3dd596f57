package org.keras4j.metrics;

import org.keras4j.core.Config;
import org.keras4j.internal.Numbers;
import org.keras4j.internal.ops.Alignment;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How often a prediction is on the right side of a threshold: Keras's {@code BinaryAccuracy}.
 * Targets are 0 and 1; a prediction equal to the threshold counts as 0.
 */
public final class BinaryAccuracy extends AccuracyMetric<BinaryAccuracy> {

  private double threshold = 0.5;

  /** Makes the metric with threshold 0.5. */
  public BinaryAccuracy() {}

  /** Sets the threshold. By default 0.5. */
  public BinaryAccuracy threshold(double value) {
    threshold = Numbers.finite(className(), "threshold", value);
    return this;
  }

  @Override
  protected Operand<TFloat32> values(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Alignment.Pair aligned = Alignment.align(tf, yTrue, yPred);
    Operand<TFloat32> yes =
        tf.dtypes.cast(
            tf.math.greater(aligned.second(), tf.constant((float) threshold)), TFloat32.class);
    return tf.dtypes.cast(tf.math.equal(aligned.first(), yes), TFloat32.class);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.number("threshold", threshold, this::threshold);
  }
}
