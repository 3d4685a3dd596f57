package org.keras4j.initializers;

import org.keras4j.core.Config;
import org.keras4j.internal.Numbers;
import org.keras4j.internal.random.Draw;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Values from a normal distribution: Keras's {@code RandomNormal}, by name {@code "normal"}. */
public final class RandomNormal extends RandomInitializer<RandomNormal> {

  private double mean;
  private double stddev;

  /** Makes the initializer with mean 0 and standard deviation 0.05, Keras's defaults. */
  public RandomNormal() {
    this(0, 0.05);
  }

  /**
   * Makes the initializer.
   *
   * @param mean the mean
   * @param stddev the standard deviation
   */
  public RandomNormal(double mean, double stddev) {
    this.mean = Numbers.finite(className(), "mean", mean);
    this.stddev = Numbers.finite(className(), "stddev", stddev);
  }

  /** Sets the mean. By default 0. */
  public RandomNormal mean(double value) {
    mean = Numbers.finite(className(), "mean", value);
    return this;
  }

  /** Sets the standard deviation. By default 0.05. */
  public RandomNormal stddev(double value) {
    stddev = Numbers.finite(className(), "stddev", value);
    return this;
  }

  @Override
  protected Operand<TFloat32> draw(
      Ops tf, Shape shape, Operand<TInt64> dims, Operand<TInt64> seed) {
    return Draw.normal(tf, dims, seed, mean, stddev);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.number("mean", mean, this::mean);
    c.number("stddev", stddev, this::stddev);
  }
}
