package org.keras4j.optimizers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.core.Config;
import org.keras4j.core.UpdateContext;
import org.keras4j.core.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The rule of Adam and AdamW.
 *
 * @param <S> the optimizer's own type
 */
abstract class AdamRule<S extends AdamRule<S>> extends EpsilonMoments<S> {

  private boolean amsgrad;
  private final Map<Variable, Variable> maxima = new LinkedHashMap<>();

  AdamRule(double learningRate) {
    super(learningRate, "velocity", 1e-7);
  }

  /**
   * Sets whether the largest average size so far is divided by (Reddi et al., 2018). By default
   * false.
   */
  public final S amsgrad(boolean value) {
    return set("amsgrad", () -> amsgrad = value);
  }

  @Override
  protected void build(List<Variable> trainable) {
    super.build(trainable);
    if (amsgrad) {
      trainable.forEach(w -> maxima.put(w, addSlot(w, "velocity_hat")));
    }
  }

  @Override
  protected Op update(Ops tf, OptimizerStep step, Variable w, Operand<TFloat32> gradient) {
    UpdateContext c = step.context();
    Pair m = pair(w);
    Variable largest = maxima.get(w);
    if (largest != null) {
      return tf.train.resourceApplyAdamWithAmsgrad(
          c.handle(w),
          c.handle(m.momentum()),
          c.handle(m.velocity()),
          c.handle(largest),
          beta1Power(step),
          beta2Power(step),
          step.learningRate(),
          step.constant(beta1()),
          step.constant(beta2()),
          step.constant(epsilon()),
          gradient);
    }
    return tf.train.resourceApplyAdam(
        c.handle(w),
        c.handle(m.momentum()),
        c.handle(m.velocity()),
        beta1Power(step),
        beta2Power(step),
        step.learningRate(),
        step.constant(beta1()),
        step.constant(beta2()),
        step.constant(epsilon()),
        gradient);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.flag("amsgrad", amsgrad, this::amsgrad);
  }
}
