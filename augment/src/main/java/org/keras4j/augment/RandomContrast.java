package org.keras4j.augment;

import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * Changes the contrast of each image at random while training: Keras's {@code RandomContrast}.
 *
 * <p>Each channel's distance from its mean is multiplied by one number for the image, drawn from
 * {@code [1 − lower, 1 + upper)}, and the result is cut to the {@code valueRange}. As in Keras, one
 * number f means lower 0 and upper f, so contrast only rises; {@code new
 * RandomContrast(Range.of(0.2, 0.3))} draws from [0.8, 1.3).
 *
 * <p>Input shape {@code (batch, height, width, channels)} or one image {@code (height, width,
 * channels)}; the output has the same shape and is float32. In inference images pass unchanged,
 * whatever their type.
 */
public final class RandomContrast extends ColorLayer<RandomContrast> {

  private Range factor;

  /**
   * Makes the layer.
   *
   * @param factor the upper factor, in [0, 1]; the lower one is 0
   * @throws IllegalArgumentException if it is outside
   */
  public RandomContrast(double factor) {
    this(Factor.of(factor));
  }

  /**
   * Makes the layer.
   *
   * @param factor the lower and the upper factor, both in [0, 1]
   * @throws IllegalArgumentException if one is outside
   */
  public RandomContrast(Range factor) {
    this(Factor.of(factor));
  }

  RandomContrast(Factor factor) {
    this.factor = checked(factor);
  }

  private Range checked(Factor f) {
    Range r = checked("factor", f, v -> v >= 0 && v <= 1, "[0, 1]").bounds();
    return Range.of(Math.max(0, r.low()), r.high());
  }

  /** Draws the contrast of each image, shape (batch,). */
  Operand<TFloat32> contrasts(Images images, CallContext context) {
    return draw(images, context, Range.of(1 - factor.low(), 1 + factor.high()));
  }

  @Override
  Operand<TFloat32> transform(Images images, CallContext context) {
    Ops tf = images.tf();
    Operand<TFloat32> x = images.floats();
    // rows first, then columns: another order rounds differently
    Operand<TFloat32> mean =
        tf.math.mean(
            tf.math.mean(x, tf.constant(1), Mean.keepDims(true)),
            tf.constant(2),
            Mean.keepDims(true));
    Operand<TFloat32> contrast = perImage(tf, contrasts(images, context));
    return clip(tf, tf.math.add(tf.math.mul(tf.math.sub(x, mean), contrast), mean));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.object("factor", factor, Range::toConfig);
    valueRangeConfig(c);
    seedConfig(c);
  }
}
