package org.keras4j.layers;

import org.keras4j.internal.random.Draw;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Adds normally distributed noise while training: Keras's {@code GaussianNoise}.
 *
 * <p>In inference the input passes unchanged. Output shape as input.
 */
public final class GaussianNoise extends NoiseLayer<GaussianNoise> {

  /**
   * Makes the layer.
   *
   * @param stddev standard deviation of the noise, in [0, 1]
   * @throws IllegalArgumentException if it is outside
   */
  public GaussianNoise(double stddev) {
    super("stddev", stddev);
  }

  @Override
  Operand<TFloat32> disturb(
      Ops tf, Operand<TFloat32> x, Operand<TInt32> randomSeed, double stddev) {
    return tf.math.add(x, Draw.normal(tf, tf.shape(x), randomSeed, 0, stddev));
  }
}
