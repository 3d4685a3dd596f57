package org.keras4j.activations;

import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.core.StopGradient;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Functions of all elements along an axis. */
final class AlongAxis {

  private AlongAxis() {}

  /** Applies a function of the last axis to another one, by exchanging the two. */
  static Activation last(int axis, Activation onLast) {
    return (tf, x) -> {
      int rank = x.shape().numDimensions();
      int a = positive(axis, rank);
      if (a == rank - 1) {
        return onLast.call(tf, x);
      }
      int[] swap = IntStream.range(0, rank).toArray();
      swap[a] = rank - 1;
      swap[rank - 1] = a;
      Operand<TInt32> perm = tf.constant(swap);
      return tf.linalg.transpose(onLast.call(tf, tf.linalg.transpose(x, perm)), perm);
    };
  }

  static Activation glu(int axis) {
    return (tf, x) -> {
      int a = positive(axis, x.shape().numDimensions());
      if (x.shape().get(a) % 2 != 0) {
        throw new IllegalArgumentException(
            "glu halves axis "
                + axis
                + ", whose size must be known and even; received shape "
                + org.keras4j.ndarray.Shape.of(x.shape().asArray()));
      }
      List<? extends Operand<TFloat32>> halves = tf.split(tf.constant(a), x, 2L).output();
      return tf.math.mul(halves.get(0), tf.math.sigmoid(halves.get(1)));
    };
  }

  static Activation sparsemax(int axis) {
    return last(axis, AlongAxis::sparsemaxOfLast);
  }

  /**
   * {@code max(x − τ, 0)}. Which elements are positive is found by sorting, through which no
   * gradient can flow; τ is then computed from these elements where they stand, so that it can.
   */
  private static Operand<TFloat32> sparsemaxOfLast(Ops tf, Operand<TFloat32> x) {
    Operand<TInt32> lastAxis = tf.constant(-1);
    Operand<TInt32> n =
        tf.gather(tf.shape(x), tf.constant(x.shape().numDimensions() - 1), tf.constant(0));
    StopGradient<TFloat32> fixed = tf.stopGradient(x);
    Operand<TFloat32> sorted = tf.nn.topK(fixed, n, TInt32.class).values();
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> k =
        tf.dtypes.cast(
            tf.range(tf.constant(1), tf.math.add(n, tf.constant(1)), tf.constant(1)),
            TFloat32.class);
    Operand<TFloat32> excess = tf.math.div(tf.math.sub(tf.math.cumsum(sorted, lastAxis), one), k);
    Operand<TBool> supported = tf.math.greater(sorted, excess);
    Operand<TFloat32> size = sum(tf, tf.dtypes.cast(supported, TFloat32.class));
    Operand<TFloat32> zeros = tf.zerosLike(sorted);
    Operand<TFloat32> supportSum = sum(tf, tf.select(supported, sorted, zeros));
    Operand<TFloat32> threshold = tf.math.div(tf.math.sub(supportSum, one), size);
    Operand<TFloat32> member = tf.dtypes.cast(tf.math.greater(fixed, threshold), TFloat32.class);
    Operand<TFloat32> tau =
        tf.math.div(tf.math.sub(sum(tf, tf.math.mul(x, member)), one), sum(tf, member));
    return tf.math.maximum(tf.math.sub(x, tau), tf.constant(0f));
  }

  private static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> x) {
    return tf.reduceSum(x, tf.constant(-1), ReduceSum.keepDims(true));
  }

  private static int positive(int axis, int rank) {
    int a = axis < 0 ? axis + rank : axis;
    if (a < 0 || a >= rank) {
      throw new IllegalArgumentException(
          "There is no axis " + axis + " in an input of rank " + rank);
    }
    return a;
  }
}
