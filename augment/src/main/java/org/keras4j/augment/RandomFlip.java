package org.keras4j.augment;

import java.util.List;
import java.util.Objects;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.internal.Names;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Mirrors each image with probability ½ while training: Keras's {@code RandomFlip}.
 *
 * <p>As in Keras, {@code "horizontal_and_vertical"} tosses one coin for both directions: an image
 * stays as it is or is turned by 180°.
 *
 * <p>Input shape {@code (batch, height, width, channels)} or one image {@code (height, width,
 * channels)}; the output has the same shape and is float32. In inference images pass unchanged.
 */
public final class RandomFlip extends RandomLayer<RandomFlip> {

  private static final String HORIZONTAL = "horizontal";
  private static final String VERTICAL = "vertical";
  private static final String BOTH = "horizontal_and_vertical";

  private String mode;

  /** Makes a layer that mirrors both ways. */
  public RandomFlip() {
    this(BOTH);
  }

  /**
   * Makes the layer.
   *
   * @param mode {@code "horizontal"} (left becomes right), {@code "vertical"} (top becomes bottom)
   *     or {@code "horizontal_and_vertical"}
   * @throws IllegalArgumentException if the name is unknown
   */
  public RandomFlip(String mode) {
    this.mode = checked(mode);
  }

  private static String checked(String mode) {
    List<String> valid = List.of(HORIZONTAL, VERTICAL, BOTH);
    if (!valid.contains(Objects.requireNonNull(mode, "mode"))) {
      throw Names.unknown("flip mode", mode, valid);
    }
    return mode;
  }

  /** Tosses the coins: true to mirror, shape (batch, 1, 1, 1). */
  Operand<TBool> coins(Images images, CallContext context) {
    Ops tf = images.tf();
    Operand<TFloat32> u = draw(images, context, Range.of(0, 1));
    Operand<TBool> flip = tf.math.lessEqual(u, tf.constant(0.5f));
    return tf.reshape(flip, tf.constant(new int[] {-1, 1, 1, 1}));
  }

  @Override
  Operand<TFloat32> transform(Images images, CallContext context) {
    Ops tf = images.tf();
    Operand<TFloat32> x = images.floats();
    Operand<TInt32> axes =
        switch (mode) {
          case HORIZONTAL -> tf.constant(new int[] {2});
          case VERTICAL -> tf.constant(new int[] {1});
          default -> tf.constant(new int[] {1, 2});
        };
    return tf.select(coins(images, context), tf.reverse(x, axes), x);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    seedConfig(c);
    c.text("mode", mode);
  }
}
