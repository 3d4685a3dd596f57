package org.keras4j.activations;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Smooth steps and smooth rectifiers. */
final class Sigmoids {

  private Sigmoids() {}

  static Activation gelu(boolean approximate) {
    return (tf, x) -> {
      Operand<TFloat32> step =
          approximate
              ? tf.math.tanh(
                  tf.math.mul(
                      tf.constant((float) Math.sqrt(2 / Math.PI)),
                      tf.math.add(
                          x,
                          tf.math.mul(tf.constant(0.044715f), tf.math.mul(x, tf.math.square(x))))))
              : tf.math.erf(tf.math.div(x, tf.constant((float) Math.sqrt(2))));
      return tf.math.mul(tf.math.mul(tf.constant(0.5f), x), tf.math.add(tf.constant(1f), step));
    };
  }

  static Operand<TFloat32> silu(Ops tf, Operand<TFloat32> x) {
    return tf.math.mul(x, tf.math.sigmoid(x));
  }

  static Operand<TFloat32> hardSigmoid(Ops tf, Operand<TFloat32> x) {
    return tf.math.div(tf.nn.relu6(tf.math.add(x, tf.constant(3f))), tf.constant(6f));
  }

  static Operand<TFloat32> hardSilu(Ops tf, Operand<TFloat32> x) {
    return tf.math.mul(x, hardSigmoid(tf, x));
  }

  static Operand<TFloat32> logSigmoid(Ops tf, Operand<TFloat32> x) {
    return tf.math.neg(tf.math.softplus(tf.math.neg(x)));
  }

  static Operand<TFloat32> mish(Ops tf, Operand<TFloat32> x) {
    return tf.math.mul(x, tf.math.tanh(tf.math.softplus(x)));
  }

  static Activation squareplus(double b) {
    return (tf, x) ->
        tf.math.div(
            tf.math.add(x, tf.math.sqrt(tf.math.add(tf.math.square(x), tf.constant((float) b)))),
            tf.constant(2f));
  }

  static Operand<TFloat32> sparseSigmoid(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> between = tf.math.mul(tf.constant(0.5f), tf.math.add(x, tf.constant(1f)));
    return between(tf, x, between, tf.constant(1f));
  }

  static Operand<TFloat32> sparsePlus(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> between =
        tf.math.mul(tf.constant(0.25f), tf.math.square(tf.math.add(x, tf.constant(1f))));
    return between(tf, x, between, x);
  }

  /** 0 up to −1, {@code above} from 1 on. */
  private static Operand<TFloat32> between(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> middle, Operand<TFloat32> above) {
    return tf.select(
        tf.math.lessEqual(x, tf.constant(-1f)),
        tf.zerosLike(x),
        tf.select(tf.math.less(x, tf.constant(1f)), middle, above));
  }
}
