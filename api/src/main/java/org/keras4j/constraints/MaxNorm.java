package org.keras4j.constraints;

import org.keras4j.core.Config;
import org.keras4j.internal.Numbers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Vectors that are too long are shortened: Keras's {@code MaxNorm}. */
public final class MaxNorm extends NormConstraint<MaxNorm> {

  private double maxValue;

  /** Makes the constraint with a greatest length of 2, Keras's default. */
  public MaxNorm() {
    this(2);
  }

  /**
   * Makes the constraint.
   *
   * @param maxValue the greatest length
   */
  public MaxNorm(double maxValue) {
    this.maxValue = Numbers.bound(className(), "maxValue", maxValue);
  }

  @Override
  Operand<TFloat32> scale(
      Ops tf, Operand<TFloat32> w, Operand<TFloat32> norm, Operand<TFloat32> safe) {
    return tf.math.mul(w, tf.math.div(clip(tf, norm, 0, maxValue), safe));
  }

  @Override
  protected void config(Config c) {
    c.number("max_value", maxValue);
    super.config(c);
  }
}
