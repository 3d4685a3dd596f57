package org.keras4j.losses;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Mean of {@code ln cosh(p − y)}: Keras's {@code LogCosh}, {@code "log_cosh"}. Like half the square
 * for small errors, like the absolute value for large ones.
 *
 * <p>Targets must have the output's shape; shape of the values {@code (batch, …)} without the last
 * axis.
 */
public final class LogCosh extends PointwiseLoss<LogCosh> {

  /** Makes the loss. */
  public LogCosh() {}

  @Override
  Operand<TFloat32> each(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Operand<TFloat32> d = tf.math.sub(yPred, yTrue);
    Operand<TFloat32> rest = tf.math.softplus(tf.math.mul(d, tf.constant(-2f)));
    return tf.math.sub(tf.math.add(d, rest), tf.constant((float) Math.log(2)));
  }
}
