package org.keras4j.losses;

import org.keras4j.internal.Numbers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Mean of {@code (ln(p + 1) − ln(y + 1))²}: Keras's {@code MeanSquaredLogarithmicError}, {@code
 * "msle"}.
 *
 * <p>Targets must have the output's shape; shape of the values {@code (batch, …)} without the last
 * axis. Targets and predictions below 1e-7 count as 1e-7.
 */
public final class MeanSquaredLogarithmicError extends PointwiseLoss<MeanSquaredLogarithmicError> {

  /** Makes the loss. */
  public MeanSquaredLogarithmicError() {}

  @Override
  Operand<TFloat32> each(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    return tf.math.square(tf.math.sub(logarithm(tf, yPred), logarithm(tf, yTrue)));
  }

  private static Operand<TFloat32> logarithm(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> positive = tf.math.maximum(x, tf.constant((float) Numbers.EPSILON));
    return tf.math.log(tf.math.add(positive, tf.constant(1f)));
  }
}
