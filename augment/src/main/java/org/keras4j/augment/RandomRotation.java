package org.keras4j.augment;

import java.util.List;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Turns each image by a random angle while training: Keras's {@code RandomRotation}.
 *
 * <p>The factor is a fraction of a full turn, positive ones turn counter-clockwise: {@code new
 * RandomRotation(0.1)} turns by up to 36° either way, {@code new RandomRotation(Range.of(-0.2,
 * 0.3))} by 72° clockwise to 108° counter-clockwise. The image turns about its centre and keeps its
 * size; what comes in from outside is set by {@code fillMode}.
 *
 * <p>Input shape {@code (batch, height, width, channels)} or one image {@code (height, width,
 * channels)}; the output has the same shape and is float32. In inference images pass unchanged.
 */
public final class RandomRotation extends AffineLayer<RandomRotation> {

  private static final double DEGREES = 360;

  private Range factor;

  /**
   * Makes the layer.
   *
   * @param factor in [−1, 1]; f stands for the range from −|f| to |f|
   * @throws IllegalArgumentException if it is outside
   */
  public RandomRotation(double factor) {
    this(Factor.of(factor));
  }

  /**
   * Makes the layer.
   *
   * @param factor both bounds in [−1, 1]
   * @throws IllegalArgumentException if one is outside
   */
  public RandomRotation(Range factor) {
    this(Factor.of(factor));
  }

  RandomRotation(Factor factor) {
    this.factor = checked(factor);
  }

  private Range checked(Factor f) {
    return checked("factor", f, v -> v >= -1 && v <= 1, "[-1, 1]").bounds();
  }

  /** Draws the angles in degrees, shape (batch,). */
  Operand<TFloat32> angles(Images images, CallContext context) {
    return draw(images, context, Range.of(factor.low() * DEGREES, factor.high() * DEGREES));
  }

  @Override
  Operand<TFloat32> matrices(Images images, CallContext context) {
    Ops tf = images.tf();
    Operand<TFloat32> radians =
        tf.math.mul(angles(images, context), tf.constant((float) (Math.PI / 180)));
    Operand<TFloat32> cos = tf.math.cos(radians);
    Operand<TFloat32> sin = tf.math.sin(radians);
    Operand<TFloat32> minusSin = tf.math.neg(sin);
    Operand<TFloat32> cx = images.centreX();
    Operand<TFloat32> cy = images.centreY();
    Operand<TFloat32> zero = tf.zerosLike(radians);
    return rows(
        tf,
        List.of(
            cos,
            minusSin,
            shift(tf, cx, tf.math.mul(cx, cos), tf.math.mul(cy, minusSin)),
            sin,
            cos,
            shift(tf, cy, tf.math.mul(cx, sin), tf.math.mul(cy, cos)),
            zero,
            zero));
  }

  /** The centre stays where it is. Keras subtracts in this order, too. */
  private static Operand<TFloat32> shift(
      Ops tf, Operand<TFloat32> centre, Operand<TFloat32> byX, Operand<TFloat32> byY) {
    return tf.math.sub(tf.math.sub(centre, byX), byY);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.object("factor", factor, Range::toConfig);
    fillConfig(c);
    seedConfig(c);
  }
}
