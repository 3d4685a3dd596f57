package org.keras4j.optimizers;

import org.keras4j.core.UpdateContext;
import org.keras4j.core.Variable;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adam with the largest gradient in place of the mean square: Keras's {@code Adamax}.
 *
 * <p>{@code m += (g − m)(1 − β₁); u = max(β₂·u, |g|); w −= η·m / ((1 − β₁ᵗ)(u + ε))}, in one fused
 * operation.
 */
public final class Adamax extends EpsilonMoments<Adamax> {

  /** Makes the optimizer with learning rate 0.001, β₁ 0.9, β₂ 0.999, ε 1e-7. */
  public Adamax() {
    this(0.001);
  }

  /**
   * Makes the optimizer.
   *
   * @param learningRate η, at least 0
   */
  public Adamax(double learningRate) {
    super(learningRate, "norm", 1e-7);
  }

  /**
   * Makes the optimizer with a learning rate that follows a schedule.
   *
   * @param schedule the learning rate by number of update
   */
  public Adamax(LearningRateSchedule schedule) {
    this();
    learningRate(schedule);
  }

  @Override
  protected Op update(Ops tf, OptimizerStep step, Variable w, Operand<TFloat32> gradient) {
    UpdateContext c = step.context();
    Pair m = pair(w);
    return tf.train.resourceApplyAdaMax(
        c.handle(w),
        c.handle(m.momentum()),
        c.handle(m.velocity()),
        beta1Power(step),
        step.learningRate(),
        step.constant(beta1()),
        step.constant(beta2()),
        step.constant(epsilon()),
        gradient);
  }
}
