package org.keras4j.constraints;

import org.keras4j.core.Config;
import org.keras4j.internal.Numbers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Vectors come nearer to a range of lengths, or all the way: Keras's {@code MinMaxNorm}.
 *
 * <p>The new length is {@code rate·clip(length, min, max) + (1 − rate)·length}.
 */
public final class MinMaxNorm extends NormConstraint<MinMaxNorm> {

  private double minValue;
  private double maxValue;
  private double rate = 1;

  /** Makes the constraint for lengths in [0, 1], Keras's defaults. */
  public MinMaxNorm() {
    this(0, 1);
  }

  /**
   * Makes the constraint.
   *
   * @param minValue the smallest length
   * @param maxValue the greatest length
   */
  public MinMaxNorm(double minValue, double maxValue) {
    this.minValue = Numbers.bound(className(), "minValue", minValue);
    this.maxValue = Numbers.bound(className(), "maxValue", maxValue);
  }

  /** Sets the smallest norm. By default 0. */
  public MinMaxNorm minValue(double value) {
    minValue = Numbers.bound(className(), "minValue", value);
    return this;
  }

  /** Sets the largest norm. By default 1. */
  public MinMaxNorm maxValue(double value) {
    maxValue = Numbers.bound(className(), "maxValue", value);
    return this;
  }

  /** Sets how much of the way is gone at each update, in [0, 1]. By default 1, all of it. */
  public MinMaxNorm rate(double value) {
    rate = Numbers.finite(className(), "rate", value);
    return this;
  }

  @Override
  Operand<TFloat32> scale(
      Ops tf, Operand<TFloat32> w, Operand<TFloat32> norm, Operand<TFloat32> safe) {
    Operand<TFloat32> wanted =
        tf.math.add(
            tf.math.mul(tf.constant((float) rate), clip(tf, norm, minValue, maxValue)),
            tf.math.mul(tf.constant((float) (1 - rate)), norm));
    return tf.math.mul(w, tf.math.div(wanted, safe));
  }

  @Override
  protected void config(Config c) {
    c.number("min_value", minValue, this::minValue);
    c.number("max_value", maxValue, this::maxValue);
    c.number("rate", rate, this::rate);
    super.config(c);
  }
}
