package org.keras4j.metrics;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Means and spreads of vectors along an axis, which stays as 1. */
final class Centered {

  private Centered() {}

  static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> x, int axis) {
    return tf.math.mean(
        x, tf.constant(new int[] {axis}), org.tensorflow.op.math.Mean.keepDims(true));
  }

  /** Returns the vectors less their means. */
  static Operand<TFloat32> of(Ops tf, Operand<TFloat32> x, int axis) {
    return tf.math.sub(x, mean(tf, x, axis));
  }

  /** Returns the variance of the population. */
  static Operand<TFloat32> variance(Ops tf, Operand<TFloat32> x, int axis) {
    return mean(tf, tf.math.square(of(tf, x, axis)), axis);
  }
}
