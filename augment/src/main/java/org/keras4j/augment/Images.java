package org.keras4j.augment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.graph.Casts;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TNumber;

/**
 * A batch of images inside a graph, shape {@code (batch, height, width, channels)}, with its sizes:
 * constants where they are known while the graph is built.
 */
final class Images {

  private static final int HEIGHT = 1;
  private static final int WIDTH = 2;

  private final Ops tf;
  private final Operand<? extends TNumber> pixels;
  private @Nullable Operand<TInt32> shape;
  private @Nullable Operand<TInt32> count;

  Images(Ops tf, Operand<? extends TNumber> pixels) {
    this.tf = tf;
    this.pixels = pixels;
  }

  Ops tf() {
    return tf;
  }

  /** Returns the pixels in the type in which they came. */
  Operand<? extends TNumber> pixels() {
    return pixels;
  }

  /** Returns the pixels as float32. */
  Operand<TFloat32> floats() {
    return Casts.toFloat(tf, pixels);
  }

  boolean isFloat() {
    return TFloating.class.isAssignableFrom(pixels.type());
  }

  /** Returns the height, or −1 if only the data will tell. */
  int knownHeight() {
    return known(HEIGHT);
  }

  /** Returns the width, or −1 if only the data will tell. */
  int knownWidth() {
    return known(WIDTH);
  }

  /** Returns whether height and width are known. */
  boolean sizeKnown() {
    return knownHeight() >= 0 && knownWidth() >= 0;
  }

  int known(int axis) {
    return Math.toIntExact(pixels.shape().get(axis));
  }

  /** Returns the number of images, shape (1,): the shape of one random number for each. */
  Operand<TInt32> count() {
    if (count == null) {
      int n = known(0);
      count =
          n >= 0
              ? tf.constant(new int[] {n})
              : tf.slice(shape(), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
    }
    return count;
  }

  Operand<TInt32> height() {
    return dim(HEIGHT);
  }

  Operand<TInt32> width() {
    return dim(WIDTH);
  }

  /** Returns height and width, shape (2,). */
  Operand<TInt32> size() {
    return sizeKnown()
        ? tf.constant(new int[] {knownHeight(), knownWidth()})
        : tf.slice(shape(), tf.constant(new int[] {HEIGHT}), tf.constant(new int[] {2}));
  }

  /** Returns the height as a number to compute with. */
  Operand<TFloat32> floatHeight() {
    return knownHeight() >= 0
        ? tf.constant((float) knownHeight())
        : tf.dtypes.cast(height(), TFloat32.class);
  }

  /** Returns the width as a number to compute with. */
  Operand<TFloat32> floatWidth() {
    return knownWidth() >= 0
        ? tf.constant((float) knownWidth())
        : tf.dtypes.cast(width(), TFloat32.class);
  }

  /** Returns the column of the centre, which lies between pixels if the width is even. */
  Operand<TFloat32> centreX() {
    return knownWidth() >= 0 ? tf.constant(0.5f * (knownWidth() - 1)) : centre(floatWidth());
  }

  /** Returns the row of the centre. */
  Operand<TFloat32> centreY() {
    return knownHeight() >= 0 ? tf.constant(0.5f * (knownHeight() - 1)) : centre(floatHeight());
  }

  private Operand<TFloat32> centre(Operand<TFloat32> size) {
    return tf.math.mul(tf.constant(0.5f), tf.math.sub(size, tf.constant(1f)));
  }

  /** Returns the images cut to a rectangle whose first row and column are in {@code corner}. */
  Images slice(Operand<TInt32> corner, int height, int width) {
    Operand<TInt32> zero = tf.constant(new int[] {0});
    return cut(tf.concat(List.of(zero, corner, zero), tf.constant(0)), height, width);
  }

  /** Returns the images cut to a rectangle of which both are known only at run time. */
  Images slice(Operand<TInt32> corner, Operand<TInt32> size) {
    Operand<TInt32> zero = tf.constant(new int[] {0});
    Operand<TInt32> all = tf.constant(new int[] {-1});
    Operand<TInt32> channels = tf.constant(new int[] {known(3)});
    return with(
        tf.slice(
            pixels,
            tf.concat(List.of(zero, corner, zero), tf.constant(0)),
            tf.concat(List.of(all, size, channels), tf.constant(0))));
  }

  /** Returns the images cut to a rectangle that is known now. */
  Images slice(int top, int left, int height, int width) {
    return cut(tf.constant(new int[] {0, top, left, 0}), height, width);
  }

  private Images cut(Operand<TInt32> begin, int height, int width) {
    // the channels by their number, as their axis would lose its known size otherwise
    return with(
        tf.slice(pixels, begin, tf.constant(new int[] {known(0), height, width, known(3)})));
  }

  Images with(Operand<? extends TNumber> newPixels) {
    return new Images(tf, newPixels);
  }

  private Operand<TInt32> dim(int axis) {
    return known(axis) >= 0
        ? tf.constant(known(axis))
        : tf.gather(shape(), tf.constant(axis), tf.constant(0));
  }

  private Operand<TInt32> shape() {
    if (shape == null) {
      shape = tf.shape(pixels);
    }
    return shape;
  }
}
