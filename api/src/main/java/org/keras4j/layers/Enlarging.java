package org.keras4j.layers;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
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
    Operand<T> repeated = tf.tile(tf.expandDims(x, tf.constant(axis + 1)), tf.constant(tiles));
    List<Operand<TInt32>> dims = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      Operand<TInt32> size = Reshapes.size(tf, x, i);
      dims.add(i == axis ? tf.math.mul(size, tf.constant(times)) : size);
    }
    return tf.reshape(repeated, tf.stack(dims));
  }
}
