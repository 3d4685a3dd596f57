package org.keras4j.augment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Makes what is in each image larger or smaller at random while training: Keras's {@code
 * RandomZoom}.
 *
 * <p>A positive factor zooms out, a negative one in: {@code new RandomZoom(0.2)} shows between 80 %
 * and 120 % of the height, and of the width in the same proportion. {@code new RandomZoom(0.2,
 * 0.3)} draws height and width separately: two numbers are two factors, not bounds. Bounds are a
 * range: {@code new RandomZoom(Range.of(-0.2, 0.1))}.
 *
 * <p>Input shape {@code (batch, height, width, channels)} or one image {@code (height, width,
 * channels)}; the output has the same shape and is float32. In inference images pass unchanged.
 */
public final class RandomZoom extends AffineLayer<RandomZoom> {

  private Factor heightFactor;
  private @Nullable Factor widthFactor;

  /**
   * Makes the layer; images keep their proportions.
   *
   * @param factor in (−1, 1]; f stands for the range from −|f| to |f|
   * @throws IllegalArgumentException if it is outside
   */
  public RandomZoom(double factor) {
    this(Factor.of(factor), null);
  }

  /**
   * Makes the layer.
   *
   * @param heightFactor in (−1, 1]; f stands for the range from −|f| to |f|
   * @param widthFactor likewise
   * @throws IllegalArgumentException if one is outside
   */
  public RandomZoom(double heightFactor, double widthFactor) {
    this(Factor.of(heightFactor), Factor.of(widthFactor));
  }

  /**
   * Makes the layer; images keep their proportions.
   *
   * @param factor both bounds in (−1, 1]
   * @throws IllegalArgumentException if one is outside
   */
  public RandomZoom(Range factor) {
    this(Factor.of(factor), null);
  }

  /**
   * Makes the layer.
   *
   * @param heightFactor both bounds in (−1, 1]
   * @param widthFactor likewise
   * @throws IllegalArgumentException if one is outside
   */
  public RandomZoom(Range heightFactor, Range widthFactor) {
    this(Factor.of(heightFactor), Factor.of(widthFactor));
  }

  /**
   * Makes the layer.
   *
   * @param heightFactor in (−1, 1]; f stands for the range from −|f| to |f|
   * @param widthFactor both bounds in (−1, 1]
   * @throws IllegalArgumentException if one is outside
   */
  public RandomZoom(double heightFactor, Range widthFactor) {
    this(Factor.of(heightFactor), Factor.of(widthFactor));
  }

  /**
   * Makes the layer.
   *
   * @param heightFactor both bounds in (−1, 1]
   * @param widthFactor in (−1, 1]; f stands for the range from −|f| to |f|
   * @throws IllegalArgumentException if one is outside
   */
  public RandomZoom(Range heightFactor, double widthFactor) {
    this(Factor.of(heightFactor), Factor.of(widthFactor));
  }

  RandomZoom(Factor heightFactor, @Nullable Factor widthFactor) {
    this.heightFactor = checked("heightFactor", heightFactor);
    this.widthFactor = widthFactor == null ? null : checked("widthFactor", widthFactor);
  }

  private Factor checked(String argument, Factor f) {
    return checked(argument, f, v -> v > -1 && v <= 1, "(-1, 1]");
  }

  @Override
  Operand<TFloat32> matrices(Images images, CallContext context) {
    Ops tf = images.tf();
    Operand<TFloat32> zy = drawZoom(images, context, heightFactor);
    Operand<TFloat32> zx = widthFactor == null ? zy : drawZoom(images, context, widthFactor);
    Operand<TFloat32> zero = tf.zerosLike(zy);
    return rows(
        tf,
        List.of(
            zx,
            zero,
            shift(tf, images.centreX(), zx),
            zero,
            zy,
            shift(tf, images.centreY(), zy),
            zero,
            zero));
  }

  private Operand<TFloat32> drawZoom(Images images, CallContext context, Factor factor) {
    Range r = factor.bounds();
    return draw(images, context, Range.of(1 + r.low(), 1 + r.high()));
  }

  /** The centre stays where it is. */
  private static Operand<TFloat32> shift(Ops tf, Operand<TFloat32> centre, Operand<TFloat32> zoom) {
    return tf.math.mul(centre, tf.math.sub(tf.constant(1f), zoom));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.object("height_factor", heightFactor, Factor::toConfig);
    c.object("width_factor", widthFactor, Factor::toConfig, Factor::fromConfig, f -> {});
    fillConfig(c);
    seedConfig(c);
  }
}
