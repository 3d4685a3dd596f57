package org.keras4j.losses;

import org.keras4j.internal.Numbers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code 100 ·} mean of {@code |(y − p) / max(|y|, 1e-7)|}: Keras's {@code
 * MeanAbsolutePercentageError}, {@code "mape"}.
 *
 * <p>Targets must have the output's shape; shape of the values {@code (batch, …)} without the last
 * axis. Targets near 0 dominate it.
 */
public final class MeanAbsolutePercentageError extends PointwiseLoss<MeanAbsolutePercentageError> {

  /** Makes the loss. */
  public MeanAbsolutePercentageError() {}

  @Override
  Operand<TFloat32> each(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Operand<TFloat32> size =
        tf.math.maximum(tf.math.abs(yTrue), tf.constant((float) Numbers.EPSILON));
    return tf.math.mul(
        tf.constant(100f), tf.math.abs(tf.math.div(tf.math.sub(yTrue, yPred), size)));
  }
}
