package org.keras4j.losses;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Label smoothing, which several crossentropies share. */
final class Smoothing {

  private Smoothing() {}

  static double check(String owner, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          owner + ": labelSmoothing must lie in [0, 1]; received " + value);
    }
    return value;
  }

  /** Returns {@code y·(1 − s) + s/2}. */
  static Operand<TFloat32> binary(Ops tf, Operand<TFloat32> y, double s) {
    return mix(tf, y, s, 0.5 * s);
  }

  /**
   * Returns {@code y·(1 − s) + s/K} for targets that are one-hot along an axis of K classes. Keras
   * takes the size of the last axis for K, so that the targets of a sample no longer add up to 1.
   */
  static Operand<TFloat32> categorical(Ops tf, Operand<TFloat32> y, double s, int axis) {
    if (s == 0) {
      return y;
    }
    int rank = y.shape().numDimensions();
    long classes = y.shape().get(axis < 0 ? axis + rank : axis);
    if (classes <= 0) {
      throw new IllegalArgumentException(
          "labelSmoothing needs to know the number of classes; the targets have shape "
              + y.shape());
    }
    return mix(tf, y, s, s / classes);
  }

  private static Operand<TFloat32> mix(Ops tf, Operand<TFloat32> y, double s, double share) {
    return s == 0
        ? y
        : tf.math.add(tf.math.mul(y, tf.constant((float) (1 - s))), tf.constant((float) share));
  }
}
