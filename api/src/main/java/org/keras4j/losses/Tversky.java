package org.keras4j.losses;

import org.keras4j.core.Config;
import org.keras4j.internal.Numbers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code 1 − Σ y·p / (Σ y·p + α·Σ y(1 − p) + β·Σ (1 − y)p + 1e-7)} (Salehi et al., 2017): Keras's
 * {@code Tversky}, {@code "tversky"}.
 *
 * <p>As in Keras's code, α weighs what was missed and β what was found too much. Targets must have
 * the output's shape.
 */
public final class Tversky extends OverlapLoss<Tversky> {

  private double alpha = 0.5;
  private double beta = 0.5;

  /** Makes the loss with α = β = ½ over all axes. */
  public Tversky() {}

  /** Sets the weight of what was missed. By default 0.5. */
  public Tversky alpha(double value) {
    alpha = Numbers.finite(className(), "alpha", value);
    return this;
  }

  /** Sets the weight of what was found too much. By default 0.5. */
  public Tversky beta(double value) {
    beta = Numbers.finite(className(), "beta", value);
    return this;
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> both = sum(tf, tf.math.mul(yTrue, yPred));
    Operand<TFloat32> missed = sum(tf, tf.math.mul(tf.math.sub(one, yPred), yTrue));
    Operand<TFloat32> extra = sum(tf, tf.math.mul(yPred, tf.math.sub(one, yTrue)));
    Operand<TFloat32> all =
        tf.math.add(
            tf.math.add(
                tf.math.add(both, tf.math.mul(missed, tf.constant((float) alpha))),
                tf.math.mul(extra, tf.constant((float) beta))),
            tf.constant((float) Numbers.EPSILON));
    return tf.math.sub(one, tf.math.div(both, all));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.number("alpha", alpha, this::alpha);
    c.number("beta", beta, this::beta);
    axisConfig(c);
  }
}
