package org.keras4j.augment;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.internal.random.GlobalRandom;
import org.keras4j.internal.random.SeedTicket;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Cuts a part at a random place out of the images while training: Keras's {@code RandomCrop}.
 *
 * <p>All images of a batch are cut at the same place. The place is random only if the images are
 * higher and wider than the target; otherwise they are cut in the middle, and resized bilinearly if
 * they are too small.
 *
 * <p><b>In inference images pass unchanged, with their own size</b>, as in Keras: put a {@link
 * CenterCrop} or {@link Resizing} in front of layers that need the target's.
 *
 * <p>Input shape {@code (batch, height, width, channels)} or one image {@code (height, width,
 * channels)}, with known height and width. In training the output has the target's height and width
 * and is float32.
 */
public final class RandomCrop extends RandomLayer<RandomCrop> {

  // Without a seed Keras draws two: one for the config, then another one that is used.
  private final SeedTicket configSeed = GlobalRandom.ticket();
  private int height;
  private int width;

  /**
   * Makes the layer.
   *
   * @param height of the output in pixels
   * @param width likewise
   * @throws IllegalArgumentException if one is not positive
   */
  public RandomCrop(int height, int width) {
    this.height = checkSize("height", height);
    this.width = checkSize("width", width);
    postponeSeed();
  }

  @Override
  public RandomCrop seed(long seed) {
    configSeed.cancel();
    return super.seed(seed);
  }

  @Override
  Operand<?> inInference(Ops tf, Operand<?> x) {
    return x;
  }

  /** Draws the first row and column of the part, shape (2,). */
  Operand<TInt32> corner(Images images, CallContext context) {
    Ops tf = images.tf();
    Operand<TInt32> scalar = tf.constant(new int[0]);
    List<Operand<TInt32>> both = new ArrayList<>();
    for (int free : new int[] {images.knownHeight() - height, images.knownWidth() - width}) {
      Operand<TFloat32> u = draw(tf, scalar, context, 0, free + 1);
      both.add(tf.dtypes.cast(u, TInt32.class));
    }
    return tf.stack(both);
  }

  @Override
  Operand<? extends TNumber> transform(Images given, CallContext context) {
    Images images = given.with(given.floats());
    if (!images.sizeKnown()) {
      throw new IllegalArgumentException(
          describe()
              + " expects images of known height and width; received shape "
              + Shape.of(images.pixels().shape().asArray()));
    }
    int h = images.knownHeight();
    int w = images.knownWidth();
    if (h > height && w > width) {
      return images.slice(corner(images, context), height, width).pixels();
    }
    AspectRatio target = new AspectRatio(height, width);
    int top = target.top(images);
    int left = target.left(images);
    Images part = images.slice(top, left, Math.min(height, h - top), Math.min(width, w - left));
    return Interpolation.BILINEAR.resize(part, height, width, false);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.integer("height", height);
    c.integer("width", width);
    seedConfig(c, configSeed::seed);
  }
}
