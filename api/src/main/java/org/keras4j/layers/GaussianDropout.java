package org.keras4j.layers;

import org.keras4j.internal.random.Draw;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Multiplies by normally distributed noise while training: Keras's {@code GaussianDropout}.
 *
 * <p>The noise has mean 1 and the variance that dropout would have, rate / (1 − rate). In inference
 * the input passes unchanged. Output shape as input.
 */
public final class GaussianDropout extends NoiseLayer<GaussianDropout> {

  /**
   * Makes the layer.
   *
   * @param rate as the probability of {@link Dropout}, in [0, 1); 1 would mean infinite noise
   * @throws IllegalArgumentException if it is outside
   */
  public GaussianDropout(double rate) {
    super("rate", rate);
    check(rate);
  }

  private double check(double rate) {
    if (rate == 1) {
      throw badArgument("rate", "less than 1", rate);
    }
    return rate;
  }

  @Override
  Operand<TFloat32> disturb(Ops tf, Operand<TFloat32> x, Operand<TInt32> randomSeed, double rate) {
    return tf.math.mul(
        x, Draw.normal(tf, tf.shape(x), randomSeed, 1, Math.sqrt(check(rate) / (1 - rate))));
  }
}
