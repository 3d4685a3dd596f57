package org.keras4j.optimizers;

import org.keras4j.core.Config;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Relatives of Adam that divide by an average size plus ε.
 *
 * @param <S> the optimizer's own type
 */
abstract class EpsilonMoments<S extends EpsilonMoments<S>> extends Moments<S> {

  private double epsilon;

  EpsilonMoments(double learningRate, String second, double epsilon) {
    super(learningRate, second, 0.999);
    this.epsilon = epsilon;
  }

  /** Sets ε, at least 0. By default 1e-7. */
  public S epsilon(double value) {
    return set("epsilon", () -> epsilon = Arguments.notNegative(className(), "epsilon", value));
  }

  final double epsilon() {
    return epsilon;
  }

  /** Returns {@code β₁ᵗ}. */
  final Operand<TFloat32> beta1Power(OptimizerStep step) {
    return step.once("beta1Power", tf -> tf.math.pow(step.constant(beta1()), step.t()));
  }

  /** Returns {@code β₂ᵗ}. */
  final Operand<TFloat32> beta2Power(OptimizerStep step) {
    return step.once("beta2Power", tf -> tf.math.pow(step.constant(beta2()), step.t()));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    betaConfig(c);
    c.number("epsilon", epsilon, this::epsilon);
  }
}
