package org.keras4j.augment;

import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
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
      return cutOrResized(images);
    }
    if (h >= height && w >= width) {
      return images.slice((h - height) / 2, (w - width) / 2, height, width).pixels();
    }
    return Interpolation.BILINEAR.resize(
        new AspectRatio(height, width).crop(images), height, width, false);
  }

  /** Only the data tells whether the images are large enough; if so, resizing changes nothing. */
  private Operand<? extends TNumber> cutOrResized(Images images) {
    Ops tf = images.tf();
    Operand<TInt32> target = tf.constant(new int[] {height, width});
    Operand<TBool> large =
        tf.reduceAll(tf.math.greaterEqual(images.size(), target), tf.constant(0));
    Operand<TInt32> part =
        tf.select(large, target, new AspectRatio(height, width).cropSize(images));
    Operand<TInt32> corner = tf.math.floorDiv(tf.math.sub(images.size(), part), tf.constant(2));
    return Interpolation.BILINEAR.resize(images.slice(corner, part), height, width, false);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.integer("height", height);
    c.integer("width", width);
  }
}
