package org.keras4j.losses;

import org.keras4j.internal.Numbers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Mean of {@code p − y·ln(p + 1e-7)}: Keras's {@code Poisson}, {@code "poisson"}. For counts.
 *
 * <p>Targets must have the output's shape; shape of the values {@code (batch, …)} without the last
 * axis.
 */
public final class Poisson extends PointwiseLoss<Poisson> {

  /** Makes the loss. */
  public Poisson() {}

  @Override
  Operand<TFloat32> each(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Operand<TFloat32> log = tf.math.log(tf.math.add(yPred, tf.constant((float) Numbers.EPSILON)));
    return tf.math.sub(yPred, tf.math.mul(yTrue, log));
  }
}
