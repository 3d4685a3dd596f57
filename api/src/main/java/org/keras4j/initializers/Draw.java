package org.keras4j.initializers;

import org.keras4j.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** The stateless random operations, scaled as TensorFlow's Python side scales them. */
final class Draw {

  private Draw() {}

  static Operand<TFloat32> uniform(
      Ops tf, Shape shape, Operand<TInt64> seed, double low, double high) {
    Operand<TFloat32> u = tf.random.statelessRandomUniform(dims(tf, shape), seed, TFloat32.class);
    // Python subtracts after both bounds have become float32; (high - low) in double differs.
    float lo = (float) low;
    float hi = (float) high;
    return tf.math.add(tf.math.mul(u, tf.constant(hi - lo)), tf.constant(lo));
  }

  static Operand<TFloat32> normal(
      Ops tf, Shape shape, Operand<TInt64> seed, double mean, double stddev) {
    return scale(
        tf, tf.random.statelessRandomNormal(dims(tf, shape), seed, TFloat32.class), mean, stddev);
  }

  static Operand<TFloat32> truncatedNormal(
      Ops tf, Shape shape, Operand<TInt64> seed, double mean, double stddev) {
    return scale(
        tf,
        tf.random.statelessTruncatedNormal(dims(tf, shape), seed, TFloat32.class),
        mean,
        stddev);
  }

  private static Operand<TFloat32> scale(Ops tf, Operand<TFloat32> z, double mean, double stddev) {
    return tf.math.add(tf.math.mul(z, tf.constant((float) stddev)), tf.constant((float) mean));
  }

  private static Operand<TInt64> dims(Ops tf, Shape shape) {
    return tf.constant(shape.asArray());
  }
}
