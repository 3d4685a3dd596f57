package org.keras4j.initializers;

import org.keras4j.core.Config;
import org.keras4j.internal.Numbers;
import org.keras4j.internal.random.Draw;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Uniform values: Keras's {@code RandomUniform}, by name {@code "uniform"}. */
public final class RandomUniform extends RandomInitializer<RandomUniform> {

  private double minval;
  private double maxval;

  /** Makes the initializer for values in [−0.05, 0.05), Keras's defaults. */
  public RandomUniform() {
    this(-0.05, 0.05);
  }

  /**
   * Makes the initializer.
   *
   * @param minval lower bound, included
   * @param maxval upper bound, excluded
   */
  public RandomUniform(double minval, double maxval) {
    this.minval = Numbers.finite(className(), "minval", minval);
    this.maxval = Numbers.finite(className(), "maxval", maxval);
  }

  /** Sets the lower bound. By default -0.05. */
  public RandomUniform minval(double value) {
    minval = Numbers.finite(className(), "minval", value);
    return this;
  }

  /** Sets the upper bound. By default 0.05. */
  public RandomUniform maxval(double value) {
    maxval = Numbers.finite(className(), "maxval", value);
    return this;
  }

  @Override
  protected Operand<TFloat32> draw(
      Ops tf, Shape shape, Operand<TInt64> dims, Operand<TInt64> seed) {
    return Draw.uniform(tf, dims, seed, minval, maxval);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.number("minval", minval, this::minval);
    c.number("maxval", maxval, this::maxval);
  }
}
