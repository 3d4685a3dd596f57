package org.keras4j.augment;

import java.util.List;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Slants each image at random while training: Keras's {@code RandomShear}.
 *
 * <p>The factors say by how many columns a pixel moves per row, and by how many rows per column,
 * counted from the upper left corner. For each image one coin decides whether both slants are
 * reversed. {@code new RandomShear(0.3, 0)} slants horizontally by up to 0.3; {@code new
 * RandomShear(Range.of(0.1, 0.3), Range.of(0, 0))} by at least 0.1.
 *
 * <p>Input shape {@code (batch, height, width, channels)} or one image {@code (height, width,
 * channels)}; the output has the same shape and is float32. In inference images pass unchanged.
 */
public final class RandomShear extends AffineLayer<RandomShear> {

  private Range xFactor;
  private Range yFactor;

  /**
   * Makes the layer.
   *
   * @param xFactor in [0, 1]; f stands for the range from −f to f
   * @param yFactor likewise
   * @throws IllegalArgumentException if one is outside
   */
  public RandomShear(double xFactor, double yFactor) {
    this(Factor.of(xFactor), Factor.of(yFactor));
  }

  /**
   * Makes the layer.
   *
   * @param xFactor both bounds in [0, 1]
   * @param yFactor likewise
   * @throws IllegalArgumentException if one is outside
   */
  public RandomShear(Range xFactor, Range yFactor) {
    this(Factor.of(xFactor), Factor.of(yFactor));
  }

  /**
   * Makes the layer.
   *
   * @param xFactor in [0, 1]; f stands for the range from −f to f
   * @param yFactor both bounds in [0, 1]
   * @throws IllegalArgumentException if one is outside
   */
  public RandomShear(double xFactor, Range yFactor) {
    this(Factor.of(xFactor), Factor.of(yFactor));
  }

  /**
   * Makes the layer.
   *
   * @param xFactor both bounds in [0, 1]
   * @param yFactor in [0, 1]; f stands for the range from −f to f
   * @throws IllegalArgumentException if one is outside
   */
  public RandomShear(Range xFactor, double yFactor) {
    this(Factor.of(xFactor), Factor.of(yFactor));
  }

  RandomShear(Factor xFactor, Factor yFactor) {
    this.xFactor = checked("xFactor", xFactor);
    this.yFactor = checked("yFactor", yFactor);
  }

  private Range checked(String argument, Factor f) {
    return checked(argument, f, v -> v >= 0 && v <= 1, "[0, 1]").bounds();
  }

  @Override
  Operand<TFloat32> matrices(Images images, CallContext context) {
    Ops tf = images.tf();
    Operand<TFloat32> coin = draw(images, context, Range.of(0, 1));
    Operand<TFloat32> sy = draw(images, context, yFactor);
    Operand<TFloat32> sx = draw(images, context, xFactor);
    Operand<TFloat32> one = tf.onesLike(coin);
    Operand<TFloat32> zero = tf.zerosLike(coin);
    Operand<TFloat32> sign =
        tf.select(tf.math.greater(coin, tf.constant(0.5f)), tf.math.neg(one), one);
    return rows(
        tf,
        List.of(one, tf.math.mul(sx, sign), zero, tf.math.mul(sy, sign), one, zero, zero, zero));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.object("x_factor", xFactor, Range::toConfig);
    c.object("y_factor", yFactor, Range::toConfig);
    fillConfig(c);
    seedConfig(c);
  }

  /** Keras writes down the bounds that a number stood for, and the lower one is negative. */
  static Factor fromConfig(Object value) {
    Factor f = Factor.fromConfig(value);
    Range r = f.bounds();
    return r.low() == -r.high() ? Factor.of(r.high()) : f;
  }
}
