package org.keras4j.augment;

import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Makes each image brighter or darker at random while training: Keras's {@code RandomBrightness}.
 *
 * <p>One number for the image, drawn from the factor's range times the width of the {@code
 * valueRange}, is added to all its pixels, and the result is cut to the value range: {@code new
 * RandomBrightness(0.2)} adds between −51 and 51 to pixels in [0, 255].
 *
 * <p>Input shape {@code (batch, height, width, channels)} or one image {@code (height, width,
 * channels)}; the output has the same shape. Floating-point images give float32. Integers stay
 * integers of their type, the number added being cut to a whole one; Keras lets bytes wrap around
 * from 255 to 0 before it cuts, this layer does not. In inference images pass unchanged.
 */
public final class RandomBrightness extends ColorLayer<RandomBrightness> {

  private Range factor;

  /**
   * Makes the layer.
   *
   * @param factor in [−1, 1]; f stands for the range from −|f| to |f|
   * @throws IllegalArgumentException if it is outside
   */
  public RandomBrightness(double factor) {
    this(Factor.of(factor));
  }

  /**
   * Makes the layer.
   *
   * @param factor both bounds in [−1, 1]
   * @throws IllegalArgumentException if one is outside
   */
  public RandomBrightness(Range factor) {
    this(Factor.of(factor));
  }

  RandomBrightness(Factor factor) {
    this.factor = checked(factor);
  }

  private Range checked(Factor f) {
    return checked("factor", f, v -> v >= -1 && v <= 1, "[-1, 1]").bounds();
  }

  /** Draws what is added to each image, shape (batch,). */
  Operand<TFloat32> deltas(Images images, CallContext context) {
    Ops tf = images.tf();
    double width = valueRange().high() - valueRange().low();
    return tf.math.mul(draw(images, context, factor), tf.constant((float) width));
  }

  @Override
  Operand<? extends TNumber> transform(Images images, CallContext context) {
    Ops tf = images.tf();
    Operand<TFloat32> delta = perImage(tf, deltas(images, context));
    if (images.isFloat()) {
      return clip(tf, tf.math.add(images.floats(), delta));
    }
    // cast drops the fraction; the sums of two integers below 2^24 are exact as floats
    Operand<TFloat32> whole = tf.dtypes.cast(tf.dtypes.cast(delta, TInt32.class), TFloat32.class);
    return tf.dtypes.cast(clip(tf, tf.math.add(images.floats(), whole)), images.pixels().type());
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.object("factor", factor, Range::toConfig);
    valueRangeConfig(c);
    seedConfig(c);
  }
}
