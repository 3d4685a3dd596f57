package org.keras4j.augment;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Cuts or pads images to the proportions of a target size, in the middle.
 *
 * @param height the target height
 * @param width the target width
 */
record AspectRatio(int height, int width) {

  /** Returns the height that an image of this width has in the target's proportions. */
  int heightFor(int imageWidth) {
    return (int) ((double) imageWidth * height / width);
  }

  /** Returns the width that an image of this height has in the target's proportions. */
  int widthFor(int imageHeight) {
    return (int) ((double) imageHeight * width / height);
  }

  /** Returns the first row of the largest part with the target's proportions. */
  int top(Images images) {
    return (images.knownHeight() - cropHeight(images)) / 2;
  }

  /** Returns the first column of the largest part with the target's proportions. */
  int left(Images images) {
    return (images.knownWidth() - cropWidth(images)) / 2;
  }

  private int cropHeight(Images images) {
    return Math.max(1, Math.min(images.knownHeight(), heightFor(images.knownWidth())));
  }

  private int cropWidth(Images images) {
    return Math.max(1, Math.min(images.knownWidth(), widthFor(images.knownHeight())));
  }

  /** Returns the largest part, from the middle, that has the target's proportions. */
  Images crop(Images images) {
    if (images.sizeKnown()) {
      return images.slice(top(images), left(images), cropHeight(images), cropWidth(images));
    }
    Operand<TInt32> size = cropSize(images);
    return images.slice(half(images.tf(), images.tf().math.sub(images.size(), size)), size);
  }

  /** Returns height and width of the largest part with the target's proportions, shape (2,). */
  Operand<TInt32> cropSize(Images images) {
    Ops tf = images.tf();
    Operand<TInt32> one = tf.constant(1);
    Operand<TInt32> h =
        tf.math.maximum(tf.math.minimum(images.height(), heightFor(tf, images.width())), one);
    Operand<TInt32> w =
        tf.math.maximum(tf.math.minimum(images.width(), widthFor(tf, images.height())), one);
    return tf.stack(List.of(h, w));
  }

  /**
   * Returns the images with margins of a value, equal on both sides, that give them the target's
   * proportions; an odd pixel is left out, as in Keras.
   */
  Images pad(Images images, double value) {
    Ops tf = images.tf();
    Operand<TInt32> paddings;
    if (images.sizeKnown()) {
      int h = images.knownHeight();
      int w = images.knownWidth();
      int rows = Math.max(0, heightFor(w) - h) / 2;
      int columns = Math.max(0, widthFor(h) - w) / 2;
      paddings = tf.constant(new int[][] {{0, 0}, {rows, rows}, {columns, columns}, {0, 0}});
    } else {
      Operand<TInt32> zero = tf.constant(0);
      Operand<TInt32> rows = margin(tf, heightFor(tf, images.width()), images.height());
      Operand<TInt32> columns = margin(tf, widthFor(tf, images.height()), images.width());
      Operand<TInt32> each = tf.stack(List.of(zero, rows, columns, zero));
      paddings = tf.stack(List.of(each, each), org.tensorflow.op.core.Stack.axis(1L));
    }
    return images.with(padWith(tf, images.pixels(), paddings, value));
  }

  private static <T extends TNumber> Operand<T> padWith(
      Ops tf, Operand<T> x, Operand<TInt32> paddings, double value) {
    return tf.pad(x, paddings, tf.dtypes.cast(tf.constant((float) value), x.type()));
  }

  private static Operand<TInt32> margin(Ops tf, Operand<TInt32> wanted, Operand<TInt32> has) {
    return half(tf, tf.math.sub(tf.math.maximum(wanted, has), has));
  }

  private Operand<TInt32> heightFor(Ops tf, Operand<TInt32> imageWidth) {
    return scaled(tf, imageWidth, height, width);
  }

  private Operand<TInt32> widthFor(Ops tf, Operand<TInt32> imageHeight) {
    return scaled(tf, imageHeight, width, height);
  }

  private static Operand<TInt32> scaled(Ops tf, Operand<TInt32> size, int up, int down) {
    Operand<TFloat32> product = tf.dtypes.cast(tf.math.mul(size, tf.constant(up)), TFloat32.class);
    return tf.dtypes.cast(tf.math.div(product, tf.constant((float) down)), TInt32.class);
  }

  /** All that is halved here is at least 0, so cutting off is rounding down. */
  private static Operand<TInt32> half(Ops tf, Operand<TInt32> size) {
    return tf.math.div(size, tf.constant(2));
  }
}
