package org.keras4j.layers;

import org.keras4j.activations.Activation;
import org.keras4j.activations.Activations;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.internal.Numbers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code x} above 0, {@code negativeSlope · x} below: Keras's {@code LeakyReLU}.
 *
 * <p>Its default slope is 0.3, that of the activation {@code "leaky_relu"} is 0.2. Can be another
 * layer's activation, too. Output shape as input.
 */
public final class LeakyReLU extends FluentLayer<LeakyReLU> implements Activation {

  private double negativeSlope;

  /** Makes the layer with slope 0.3, Keras's default. */
  public LeakyReLU() {
    this(0.3);
  }

  /**
   * Makes the layer.
   *
   * @param negativeSlope the slope below 0
   */
  public LeakyReLU(double negativeSlope) {
    this.negativeSlope = Numbers.finite(describe(), "negativeSlope", negativeSlope);
  }

  /** Sets the slope below 0. By default 0.3. */
  public LeakyReLU negativeSlope(double value) {
    return set(
        "negativeSlope", () -> negativeSlope = Numbers.finite(describe(), "negativeSlope", value));
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> x) {
    return Activations.leakyRelu(negativeSlope).call(tf, x);
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    return call(tf, x);
  }

  @Override
  protected void config(Config c) {
    c.number("negative_slope", negativeSlope, this::negativeSlope);
  }
}
