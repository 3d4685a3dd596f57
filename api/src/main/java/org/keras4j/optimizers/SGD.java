package org.keras4j.optimizers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keras4j.core.Config;
import org.keras4j.core.UpdateContext;
import org.keras4j.core.Variable;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.ResourceApplyKerasMomentum;
import org.tensorflow.types.TFloat32;

/**
 * Stochastic gradient descent: Keras's {@code SGD}.
 *
 * <p>{@code w −= η·g}. With momentum {@code v = μ·v − η·g; w += v}; with Nesterov momentum {@code w
 * += μ·v − η·g}. One fused operation.
 */
public final class SGD extends FluentOptimizer<SGD> {

  private double momentum;
  private boolean nesterov;
  private final Map<Variable, Variable> velocities = new LinkedHashMap<>();

  /** Makes the optimizer with learning rate 0.01 and no momentum. */
  public SGD() {
    this(0.01);
  }

  /**
   * Makes the optimizer without momentum.
   *
   * @param learningRate η, at least 0
   */
  public SGD(double learningRate) {
    super(learningRate);
  }

  /**
   * Makes the optimizer with a learning rate that follows a schedule.
   *
   * @param schedule the learning rate by number of update
   */
  public SGD(LearningRateSchedule schedule) {
    this();
    learningRate(schedule);
  }

  /** Sets μ, in [0, 1]. By default 0. */
  public SGD momentum(double value) {
    return set("momentum", () -> momentum = Arguments.share("SGD", "momentum", value));
  }

  /** Sets whether the momentum is Nesterov's. By default false. */
  public SGD nesterov(boolean value) {
    return set("nesterov", () -> nesterov = value);
  }

  @Override
  protected void build(List<Variable> trainable) {
    if (momentum != 0) {
      trainable.forEach(w -> velocities.put(w, addSlot(w, "momentum")));
    }
  }

  @Override
  protected Op update(Ops tf, OptimizerStep step, Variable w, Operand<TFloat32> gradient) {
    UpdateContext c = step.context();
    if (momentum == 0) {
      return tf.train.resourceApplyGradientDescent(c.handle(w), step.learningRate(), gradient);
    }
    return tf.train.resourceApplyKerasMomentum(
        c.handle(w),
        c.handle(Objects.requireNonNull(velocities.get(w))),
        step.learningRate(),
        gradient,
        step.constant(momentum),
        ResourceApplyKerasMomentum.useNesterov(nesterov));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.number("momentum", momentum, this::momentum);
    c.flag("nesterov", nesterov, this::nesterov);
  }
}
