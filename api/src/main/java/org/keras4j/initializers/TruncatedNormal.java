package org.keras4j.initializers;

import org.keras4j.core.Config;
import org.keras4j.internal.Numbers;
import org.keras4j.internal.random.Draw;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Values from a normal distribution, drawn again where they are two deviations off or more: Keras's
 * {@code TruncatedNormal}. What results deviates by 0.88 times the standard deviation given.
 */
public final class TruncatedNormal extends RandomInitializer<TruncatedNormal> {

  private double mean;
  private double stddev;

  /** Makes the initializer with mean 0 and standard deviation 0.05, Keras's defaults. */
  public TruncatedNormal() {
    this(0, 0.05);
  }

  /**
   * Makes the initializer.
   *
   * @param mean the mean
   * @param stddev the standard deviation before the cut
   */
  public TruncatedNormal(double mean, double stddev) {
    this.mean = Numbers.finite(className(), "mean", mean);
    this.stddev = Numbers.finite(className(), "stddev", stddev);
  }

  /** Sets the mean. By default 0. */
  public TruncatedNormal mean(double value) {
    mean = Numbers.finite(className(), "mean", value);
    return this;
  }

  /** Sets the standard deviation, before the tails are cut. By default 0.05. */
  public TruncatedNormal stddev(double value) {
    stddev = Numbers.finite(className(), "stddev", value);
    return this;
  }

  @Override
  protected Operand<TFloat32> draw(
      Ops tf, Shape shape, Operand<TInt64> dims, Operand<TInt64> seed) {
    return Draw.truncatedNormal(tf, dims, seed, mean, stddev);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.number("mean", mean, this::mean);
    c.number("stddev", stddev, this::stddev);
  }
}
