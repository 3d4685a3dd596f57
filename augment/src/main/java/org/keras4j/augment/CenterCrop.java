package org.keras4j.augment;

import org.keras4j.CallContext;
import org.keras4j.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Cuts the middle out of each image, in training and inference: Keras's {@code CenterCrop}.
 *
 * <p>An image that is too low or too narrow is cut to the target's proportions instead and resized
 * to the target bilinearly.
 *
 * <p>Input shape {@code (batch, height, width, channels)} or one image {@code (height, width,
 * channels)}; the output has the target's height and width and is float32.
 */
public final class CenterCrop extends ImageLayer<CenterCrop> {

  private int height;
  private int width;

  /**
   * Makes the layer.
   *
   * @param height of the output in pixels
   * @param width likewise
   * @throws IllegalArgumentException if one is not positive
   */
  public CenterCrop(int height, int width) {
    this.height = checkSize("height", height);
    this.width = checkSize("width", width);
  }

  @Override
  Operand<? extends TNumber> transform(Images given, CallContext context) {
    Images images = given.with(given.floats());
    int h = images.knownHeight();
    int w = images.knownWidth();
    if (h < 0 || w < 0) {
      return images.slice(middle(images), height, width).pixels();
    }
    if (h >= height && w >= width) {
      return images.slice((h - height) / 2, (w - width) / 2, height, width).pixels();
    }
    return Interpolation.BILINEAR.resize(
        new AspectRatio(height, width).crop(images), height, width, false);
  }

  private Operand<TInt32> middle(Images images) {
    Ops tf = images.tf();
    Operand<TInt32> free = tf.math.sub(images.size(), tf.constant(new int[] {height, width}));
    return tf.math.floorDiv(free, tf.constant(2));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    height = checkSize("height", c.integer("height", height));
    width = checkSize("width", c.integer("width", width));
  }
}
