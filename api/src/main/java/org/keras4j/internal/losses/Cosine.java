package org.keras4j.internal.losses;

import org.keras4j.internal.Numbers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/** The cosine of the angle between vectors, which a loss and a metric share. */
public final class Cosine {

  private Cosine() {}

  /** Returns the cosine along an axis, which is reduced; a vector of zeros gives 0. */
  public static Operand<TFloat32> of(Ops tf, Operand<TFloat32> a, Operand<TFloat32> b, int axis) {
    return tf.reduceSum(
        tf.math.mul(unit(tf, a, axis), unit(tf, b, axis)), tf.constant(new int[] {axis}));
  }

  private static Operand<TFloat32> unit(Ops tf, Operand<TFloat32> x, int axis) {
    Operand<TFloat32> squares =
        tf.reduceSum(tf.math.square(x), tf.constant(new int[] {axis}), ReduceSum.keepDims(true));
    Operand<TFloat32> scale =
        tf.math.minimum(tf.math.rsqrt(squares), tf.constant((float) (1 / Numbers.EPSILON)));
    return tf.math.mul(x, scale);
  }
}
