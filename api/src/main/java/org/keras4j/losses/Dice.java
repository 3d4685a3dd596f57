package org.keras4j.losses;

import org.keras4j.core.Config;
import org.keras4j.internal.Numbers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code 1 − 2·Σ y·p / (Σ y + Σ p + 1e-7)}: Keras's {@code Dice}, {@code "dice"}. Targets must have
 * the output's shape.
 */
public final class Dice extends OverlapLoss<Dice> {

  /** Makes the loss over all axes. */
  public Dice() {}

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Operand<TFloat32> both = tf.math.mul(tf.constant(2f), sum(tf, tf.math.mul(yTrue, yPred)));
    Operand<TFloat32> all =
        tf.math.add(
            tf.math.add(sum(tf, yTrue), sum(tf, yPred)), tf.constant((float) Numbers.EPSILON));
    return tf.math.sub(tf.constant(1f), tf.math.div(both, all));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    axisConfig(c);
  }
}
