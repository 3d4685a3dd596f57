package org.keras4j.losses;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Mean of {@code (y − p)²}: Keras's {@code MeanSquaredError}, {@code "mse"}.
 *
 * <p>Targets must have the output's shape; shape of the values {@code (batch, …)} without the last
 * axis.
 */
public final class MeanSquaredError extends PointwiseLoss<MeanSquaredError> {

  /** Makes the loss. */
  public MeanSquaredError() {}

  @Override
  Operand<TFloat32> each(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    return tf.math.square(tf.math.sub(yTrue, yPred));
  }
}
