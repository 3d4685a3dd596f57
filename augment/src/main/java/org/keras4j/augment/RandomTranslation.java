package org.keras4j.augment;

import java.util.List;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Shifts each image by a random distance while training: Keras's {@code RandomTranslation}.
 *
 * <p>The factors are fractions of the height and the width; positive ones shift down and to the
 * right. {@code new RandomTranslation(0.1, 0.2)} shifts by up to 10 % of the height up or down and
 * by up to 20 % of the width to either side. For other bounds give ranges: {@code new
 * RandomTranslation(Range.of(-0.1, 0.3), Range.of(0, 0.2))}.
 *
 * <p>Input shape {@code (batch, height, width, channels)} or one image {@code (height, width,
 * channels)}; the output has the same shape and is float32. In inference images pass unchanged.
 */
public final class RandomTranslation extends AffineLayer<RandomTranslation> {

  private Factor heightFactor;
  private Factor widthFactor;

  /**
   * Makes the layer.
   *
   * @param heightFactor in [−1, 1]; f stands for the range from −|f| to |f|
   * @param widthFactor likewise
   * @throws IllegalArgumentException if one is outside
   */
  public RandomTranslation(double heightFactor, double widthFactor) {
    this(Factor.of(heightFactor), Factor.of(widthFactor));
  }

  /**
   * Makes the layer.
   *
   * @param heightFactor both bounds in [−1, 1]
   * @param widthFactor likewise
   * @throws IllegalArgumentException if one is outside
   */
  public RandomTranslation(Range heightFactor, Range widthFactor) {
    this(Factor.of(heightFactor), Factor.of(widthFactor));
  }

  /**
   * Makes the layer.
   *
   * @param heightFactor in [−1, 1]; f stands for the range from −|f| to |f|
   * @param widthFactor both bounds in [−1, 1]
   * @throws IllegalArgumentException if one is outside
   */
  public RandomTranslation(double heightFactor, Range widthFactor) {
    this(Factor.of(heightFactor), Factor.of(widthFactor));
  }

  /**
   * Makes the layer.
   *
   * @param heightFactor both bounds in [−1, 1]
   * @param widthFactor in [−1, 1]; f stands for the range from −|f| to |f|
   * @throws IllegalArgumentException if one is outside
   */
  public RandomTranslation(Range heightFactor, double widthFactor) {
    this(Factor.of(heightFactor), Factor.of(widthFactor));
  }

  RandomTranslation(Factor heightFactor, Factor widthFactor) {
    this.heightFactor = checked("heightFactor", heightFactor);
    this.widthFactor = checked("widthFactor", widthFactor);
  }

  private Factor checked(String argument, Factor f) {
    return checked(argument, f, v -> v >= -1 && v <= 1, "[-1, 1]");
  }

  @Override
  Operand<TFloat32> matrices(Images images, CallContext context) {
    Ops tf = images.tf();
    Operand<TFloat32> dy =
        tf.math.mul(draw(images, context, heightFactor.bounds()), images.floatHeight());
    Operand<TFloat32> dx =
        tf.math.mul(draw(images, context, widthFactor.bounds()), images.floatWidth());
    Operand<TFloat32> zero = tf.zerosLike(dx);
    Operand<TFloat32> one = tf.onesLike(dx);
    return rows(tf, List.of(one, zero, tf.math.neg(dx), zero, one, tf.math.neg(dy), zero, zero));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.object("height_factor", heightFactor, Factor::toConfig);
    c.object("width_factor", widthFactor, Factor::toConfig);
    fillConfig(c);
    seedConfig(c);
  }
}
