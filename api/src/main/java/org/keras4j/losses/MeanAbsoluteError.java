package org.keras4j.losses;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Mean of {@code |y − p|}: Keras's {@code MeanAbsoluteError}, {@code "mae"}.
 *
 * <p>Targets must have the output's shape; shape of the values {@code (batch, …)} without the last
 * axis.
 */
public final class MeanAbsoluteError extends PointwiseLoss<MeanAbsoluteError> {

  /** Makes the loss. */
  public MeanAbsoluteError() {}

  @Override
  Operand<TFloat32> each(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    return tf.math.abs(tf.math.sub(yTrue, yPred));
  }
}
