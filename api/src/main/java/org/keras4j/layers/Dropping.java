package org.keras4j.layers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The random masks that the dropout layers share. */
final class Dropping {

  private Dropping() {}

  /** Keeps an element where a uniform number in [0, 1) is at least the rate, and scales it. */
  static Operand<TFloat32> drop(
      Ops tf, Operand<TFloat32> x, Operand<TInt32> maskShape, Operand<TInt32> seed, double rate) {
    if (rate == 1) {
      return tf.zerosLike(x);
    }
    Operand<TFloat32> u = tf.random.statelessRandomUniform(maskShape, seed, TFloat32.class);
    Operand<TFloat32> scaled = tf.math.mul(x, tf.constant((float) (1 / (1 - rate))));
    Operand<TFloat32> keep =
        tf.dtypes.cast(tf.math.greaterEqual(u, tf.constant((float) rate)), TFloat32.class);
    return tf.math.mul(scaled, keep);
  }
}
