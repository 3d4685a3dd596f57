package org.keras4j.internal.random;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * The stateless random operations, scaled as TensorFlow's Python side scales them, so that equal
 * seeds give equal numbers bit for bit.
 */
public final class Draw {

  private Draw() {}

  /** Draws from the uniform distribution in {@code [low, high)}. */
  public static Operand<TFloat32> uniform(
      Ops tf,
      Operand<? extends TNumber> shape,
      Operand<? extends TNumber> seed,
      double low,
      double high) {
    Operand<TFloat32> u = tf.random.statelessRandomUniform(shape, seed, TFloat32.class);
    // Python subtracts after both bounds have become float32; (high - low) in double differs.
    float lo = (float) low;
    float hi = (float) high;
    return fixed(tf, tf.math.add(tf.math.mul(u, tf.constant(hi - lo)), tf.constant(lo)));
  }

  /** Draws from the normal distribution. */
  public static Operand<TFloat32> normal(
      Ops tf,
      Operand<? extends TNumber> shape,
      Operand<? extends TNumber> seed,
      double mean,
      double stddev) {
    return scale(tf, tf.random.statelessRandomNormal(shape, seed, TFloat32.class), mean, stddev);
  }

  /** Draws from the normal distribution, again where a number is two deviations off or more. */
  public static Operand<TFloat32> truncatedNormal(
      Ops tf,
      Operand<? extends TNumber> shape,
      Operand<? extends TNumber> seed,
      double mean,
      double stddev) {
    return scale(tf, tf.random.statelessTruncatedNormal(shape, seed, TFloat32.class), mean, stddev);
  }

  private static Operand<TFloat32> scale(Ops tf, Operand<TFloat32> z, double mean, double stddev) {
    return fixed(
        tf, tf.math.add(tf.math.mul(z, tf.constant((float) stddev)), tf.constant((float) mean)));
  }

  /** The shape may depend on something that is differentiated; the numbers do not. */
  private static Operand<TFloat32> fixed(Ops tf, Operand<TFloat32> numbers) {
    return tf.stopGradient(numbers);
  }
}
