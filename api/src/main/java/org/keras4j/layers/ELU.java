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
 * {@code x} above 0, {@code alpha · (eˣ − 1)} below: Keras's {@code ELU}.
 *
 * <p>Can be another layer's activation, too. Output shape as input.
 */
public final class ELU extends FluentLayer<ELU> implements Activation {

  private double alpha;

  /** Makes the layer with alpha 1, Keras's default. */
  public ELU() {
    this(1);
  }

  /**
   * Makes the layer.
   *
   * @param alpha the depth below 0
   */
  public ELU(double alpha) {
    this.alpha = Numbers.finite(describe(), "alpha", alpha);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> x) {
    return Activations.elu(alpha).call(tf, x);
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    return call(tf, x);
  }

  /** Keras writes alpha and the activity regularizer behind the name. */
  @Override
  protected void baseConfig(Config c) {
    nameConfig(c);
    c.number("alpha", alpha);
    if (c.isReading() || activityRegularizer() != null) {
      activityRegularizerConfig(c);
    }
    trainableConfig(c);
    dtypeConfig(c);
  }

  /** Alpha is among the base's arguments. */
  @Override
  protected void config(Config c) {}
}
