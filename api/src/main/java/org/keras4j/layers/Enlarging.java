package org.keras4j.layers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/** Repetition of rows and columns. */
final class Enlarging {

  private Enlarging() {}

  /** Repeats each element along an axis. */
  static <T extends TType> Operand<T> repeat(Ops tf, Operand<T> x, int axis, int times) {
    if (times == 1) {
      return x;
    }
    int rank = x.shape().numDimensions();
    int[] tiles = Sizes.same(rank + 1, 1);
    tiles[axis + 1] = times;
    Operand<T> repeated =
        tf.tile(tf.expandDims(x, tf.constant(axis + 1)), tf.constant(tiles));
    int[] factors = Sizes.same(rank, 1);
    factors[axis] = times;
    var dims = tf.math.mul(tf.shape(x), tf.constant(factors));
    long[] known = x.shape().asArray();
    known[axis] = known[axis] < 0 ? -1 : known[axis] * times;
    return java.util.Arrays.stream(known).filter(d -> d < 0).count() <= 1
        ? tf.reshape(repeated, tf.constant(known))
        : tf.reshape(repeated, dims);
  }
}
