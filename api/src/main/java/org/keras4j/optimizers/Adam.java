package org.keras4j.optimizers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.Config;
import org.keras4j.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adam (Kingma and Ba, 2014): Keras's {@code Adam}.
 *
 * <p>{@code m += (g − m)(1 − β₁); v += (g² − v)(1 − β₂); w −= α·m / (√v + ε)} with {@code α = η·√(1
 * − β₂ᵗ) / (1 − β₁ᵗ)}, in one fused operation.
 */
public final class Adam extends Optimizer {

  private record Moments(Variable momentum, Variable velocity) {}

  private double beta1 = 0.9;
  private double beta2 = 0.999;
  private double epsilon = 1e-7;
  private final Map<Variable, Moments> moments = new LinkedHashMap<>();

  /** Makes the optimizer with learning rate 0.001, β₁ 0.9, β₂ 0.999, ε 1e-7. */
  public Adam() {
    this(0.001);
  }

  /**
   * Makes the optimizer.
   *
   * @param learningRate η
   */
  public Adam(double learningRate) {
    super(learningRate);
  }

  @Override
  protected void build(List<Variable> trainable) {
    for (Variable w : trainable) {
      moments.put(w, new Moments(addSlot(w, "momentum"), addSlot(w, "velocity")));
    }
  }

  @Override
  protected Op update(Ops tf, OptimizerStep step, Variable w, Operand<TFloat32> gradient) {
    UpdateContext c = step.context();
    Moments m = java.util.Objects.requireNonNull(moments.get(w));
    Operand<TFloat32> b1 = step.once("beta1", () -> tf.constant((float) beta1));
    Operand<TFloat32> b2 = step.once("beta2", () -> tf.constant((float) beta2));
    return tf.train.resourceApplyAdam(
        c.handle(w),
        c.handle(m.momentum()),
        c.handle(m.velocity()),
        step.once("beta1Power", () -> tf.math.pow(b1, step.t())),
        step.once("beta2Power", () -> tf.math.pow(b2, step.t())),
        step.learningRate(),
        b1,
        b2,
        step.once("epsilon", () -> tf.constant((float) epsilon)),
        gradient);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    beta1 = c.number("beta_1", beta1);
    beta2 = c.number("beta_2", beta2);
    epsilon = c.number("epsilon", epsilon);
    c.flag("amsgrad", false);
  }
}
