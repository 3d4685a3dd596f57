package org.keras4j.optimizers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Follows the sign of an average gradient (Chen et al., 2023): Keras's {@code Lion}.
 *
 * <p>{@code w −= η·sign(β₁·m + (1 − β₁)·g); m = β₂·m + (1 − β₂)·g}. Wants a smaller learning rate
 * and a larger weight decay than Adam.
 */
public final class Lion extends FluentOptimizer<Lion> {

  private double beta1 = 0.9;
  private double beta2 = 0.99;
  private final Map<Variable, Variable> momenta = new LinkedHashMap<>();

  /** Makes the optimizer with learning rate 0.001, β₁ 0.9, β₂ 0.99. */
  public Lion() {
    this(0.001);
  }

  /**
   * Makes the optimizer.
   *
   * @param learningRate η, at least 0
   */
  public Lion(double learningRate) {
    super(learningRate);
  }

  /**
   * Makes the optimizer with a learning rate that follows a schedule.
   *
   * @param schedule the learning rate by number of update
   */
  public Lion(LearningRateSchedule schedule) {
    this();
    learningRate(schedule);
  }

  /** Sets β₁, in (0, 1]. By default 0.9. */
  public Lion beta1(double value) {
    return set(
        "beta1",
        () -> {
          Arguments.positive("Lion", "beta1", value);
          beta1 = Arguments.share("Lion", "beta1", value);
        });
  }

  /** Sets β₂, in [0, 1). By default 0.99. */
  public Lion beta2(double value) {
    return set("beta2", () -> beta2 = Arguments.decay("Lion", "beta2", value));
  }

  @Override
  protected void build(List<Variable> trainable) {
    trainable.forEach(w -> momenta.put(w, addSlot(w, "momentum")));
  }

  @Override
  protected Op update(Ops tf, OptimizerStep step, Variable w, Operand<TFloat32> g) {
    Variable slot = Objects.requireNonNull(momenta.get(w));
    Operand<TFloat32> sign = tf.math.sign(blend(tf, step, slot, g, beta1));
    step.assign(slot, blend(tf, step, slot, g, beta2));
    return tf.assignSubVariableOp(step.context().handle(w), tf.math.mul(step.learningRate(), sign));
  }

  private static Operand<TFloat32> blend(
      Ops tf, OptimizerStep step, Variable slot, Operand<TFloat32> g, double beta) {
    return tf.math.add(
        tf.math.mul(step.context().read(slot), step.constant(beta)),
        tf.math.mul(g, step.constant(Averages.restOf(beta))));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.number("beta_1", beta1, this::beta1);
    c.number("beta_2", beta2, this::beta2);
  }
}
