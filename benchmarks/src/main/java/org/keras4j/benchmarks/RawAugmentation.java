package org.keras4j.benchmarks;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.image.ImageProjectiveTransformV3;
import org.tensorflow.types.TFloat32;

/** Random rotation, translation and zoom by 0.04 of 28 by 28 images, each a resampling. */
final class RawAugmentation {

  private static final float CENTRE = 13.5f;

  private final Ops tf;
  private final Operand<TFloat32> images;

  private RawAugmentation(Ops tf, Operand<TFloat32> images) {
    this.tf = tf;
    this.images = images;
  }

  static Operand<TFloat32> of(Ops tf, Operand<TFloat32> images) {
    Operand<TFloat32> rotated = new RawAugmentation(tf, images).rotated();
    return new RawAugmentation(tf, new RawAugmentation(tf, rotated).moved()).zoomed();
  }

  private Operand<TFloat32> rotated() {
    Operand<TFloat32> angle = uniform(0, (float) (.04 * 2 * Math.PI));
    Operand<TFloat32> cos = tf.math.cos(angle);
    Operand<TFloat32> sin = tf.math.sin(angle);
    Operand<TFloat32> c = tf.constant(CENTRE);
    Operand<TFloat32> minusSin = tf.math.neg(sin);
    Operand<TFloat32> dx = tf.math.sub(c, tf.math.mul(c, tf.math.sub(cos, sin)));
    Operand<TFloat32> dy = tf.math.sub(c, tf.math.mul(c, tf.math.add(cos, sin)));
    Operand<TFloat32> zero = tf.zerosLike(angle);
    return resampled(List.of(cos, minusSin, dx, sin, cos, dy, zero, zero));
  }

  private Operand<TFloat32> moved() {
    Operand<TFloat32> dx = uniform(0, .04f * 28);
    Operand<TFloat32> dy = uniform(0, .04f * 28);
    Operand<TFloat32> zero = tf.zerosLike(dx);
    Operand<TFloat32> one = tf.onesLike(dx);
    return resampled(List.of(one, zero, dx, zero, one, dy, zero, zero));
  }

  private Operand<TFloat32> zoomed() {
    Operand<TFloat32> zoom = uniform(1, .04f);
    Operand<TFloat32> shift = tf.math.mul(tf.constant(CENTRE), tf.math.sub(tf.constant(1f), zoom));
    Operand<TFloat32> zero = tf.zerosLike(zoom);
    return resampled(List.of(zoom, zero, shift, zero, zoom, shift, zero, zero));
  }

  /** One number for each image, at most so far from the middle. */
  private Operand<TFloat32> uniform(float middle, float distance) {
    Operand<TFloat32> u =
        tf.random.randomUniform(
            tf.reshape(
                tf.gather(tf.shape(images), tf.constant(0), tf.constant(0)),
                tf.constant(new int[] {1})),
            TFloat32.class);
    return tf.math.add(tf.math.mul(u, tf.constant(2 * distance)), tf.constant(middle - distance));
  }

  private Operand<TFloat32> resampled(List<Operand<TFloat32>> matrix) {
    return tf.image.imageProjectiveTransformV3(
        images,
        tf.stack(matrix, Stack.axis(1L)),
        tf.constant(new int[] {28, 28}),
        tf.constant(0f),
        "BILINEAR",
        ImageProjectiveTransformV3.fillMode("NEAREST"));
  }
}
