package org.keras4j.activations;

import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.BiasAdd;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;

/** The family of relu: the identity above 0, something else below. */
final class Rectifiers {

  private Rectifiers() {}

  static Activation relu(double slope, @Nullable Double max, double threshold) {
    return (tf, x) -> {
      if (threshold == 0 && max == null) {
        return slope == 0 ? tf.nn.relu(x) : leakyRelu(slope).call(tf, x);
      }
      Operand<TFloat32> y = above(tf, x, max, threshold);
      if (slope == 0) {
        return y;
      }
      Operand<TFloat32> below = tf.nn.relu(tf.math.sub(tf.constant((float) threshold), x));
      return tf.math.sub(y, tf.math.mul(tf.constant((float) slope), below));
    };
  }

  private static Operand<TFloat32> above(
      Ops tf, Operand<TFloat32> x, @Nullable Double max, double threshold) {
    Operand<TFloat32> y =
        threshold == 0
            ? tf.nn.relu(x)
            : tf.math.mul(
                x,
                tf.dtypes.cast(tf.math.greater(x, tf.constant((float) threshold)), TFloat32.class));
    return max == null ? y : tf.clipByValue(y, tf.constant(0f), tf.constant(max.floatValue()));
  }

  static Activation leakyRelu(double slope) {
    return (tf, x) ->
        x.op().type().equals(BiasAdd.OP_NAME)
            ? leakyReluOfParts(tf, x, slope)
            : tf.nn.leakyRelu(x, LeakyRelu.alpha((float) slope));
  }

  /**
   * The same values and gradients as TensorFlow's one operation. Behind the bias of a convolution
   * TensorFlow would try to join that one with it, although its gradient needs what lies between,
   * and then print an error for every graph of a training.
   */
  private static Operand<TFloat32> leakyReluOfParts(Ops tf, Operand<TFloat32> x, double slope) {
    return tf.select(
        tf.math.greater(x, tf.constant(0f)), x, tf.math.mul(tf.constant((float) slope), x));
  }

  static Activation elu(double alpha) {
    if (alpha == 1) {
      return (tf, x) -> tf.nn.elu(x);
    }
    return (tf, x) -> {
      Operand<TFloat32> y = tf.nn.elu(x);
      return tf.select(
          tf.math.greater(x, tf.constant(0f)), y, tf.math.mul(tf.constant((float) alpha), y));
    };
  }

  static Activation celu(double alpha) {
    return (tf, x) -> {
      Operand<TFloat32> zero = tf.constant(0f);
      Operand<TFloat32> a = tf.constant((float) alpha);
      Operand<TFloat32> below = tf.math.expm1(tf.math.div(tf.math.minimum(x, zero), a));
      return tf.math.add(tf.math.maximum(x, zero), tf.math.mul(a, below));
    };
  }
}
