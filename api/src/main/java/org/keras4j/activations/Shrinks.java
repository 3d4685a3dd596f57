package org.keras4j.activations;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Functions that treat values near 0, or far from it, in another way. */
final class Shrinks {

  private Shrinks() {}

  static Operand<TFloat32> hardTanh(Ops tf, Operand<TFloat32> x) {
    return tf.clipByValue(x, tf.constant(-1f), tf.constant(1f));
  }

  static Activation soft(double threshold) {
    return (tf, x) -> {
      Operand<TFloat32> t = tf.constant((float) threshold);
      return tf.select(
          tf.math.greater(x, t),
          tf.math.sub(x, t),
          tf.select(
              tf.math.less(x, tf.constant((float) -threshold)),
              tf.math.add(x, t),
              tf.zerosLike(x)));
    };
  }

  static Activation hard(double threshold) {
    return (tf, x) ->
        tf.select(
            tf.math.greater(tf.math.abs(x), tf.constant((float) threshold)), x, tf.zerosLike(x));
  }

  static Activation threshold(double threshold, double defaultValue) {
    return (tf, x) ->
        tf.select(
            tf.math.greater(x, tf.constant((float) threshold)),
            x,
            tf.constant((float) defaultValue));
  }
}
