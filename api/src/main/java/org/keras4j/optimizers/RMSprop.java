package org.keras4j.optimizers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keras4j.core.Config;
import org.keras4j.core.UpdateContext;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Zeros;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Divides gradients by a running root of their mean square: Keras's {@code RMSprop}, the default of
 * {@code compile}.
 *
 * <p>{@code v = ρv + (1 − ρ)g²; w −= η·g / √(v + ε)}. If centered, the square of {@code a = ρa + (1
 * − ρ)g} is taken from v first. With momentum {@code m = μm + Δ; w −= m}. One fused operation.
 */
public final class RMSprop extends FluentOptimizer<RMSprop> {

  private double rho = 0.9;
  private double momentum;
  private double epsilon = 1e-7;
  private boolean centered;
  private final Map<Variable, Variable> velocities = new LinkedHashMap<>();
  private final Map<Variable, Variable> momenta = new LinkedHashMap<>();
  private final Map<Variable, Variable> means = new LinkedHashMap<>();

  /** Makes the optimizer with learning rate 0.001, ρ 0.9, no momentum, ε 1e-7, not centered. */
  public RMSprop() {
    this(0.001);
  }

  /**
   * Makes the optimizer.
   *
   * @param learningRate η, at least 0
   */
  public RMSprop(double learningRate) {
    super(learningRate);
  }

  /**
   * Makes the optimizer with a learning rate that follows a schedule.
   *
   * @param schedule the learning rate by number of update
   */
  public RMSprop(LearningRateSchedule schedule) {
    this();
    learningRate(schedule);
  }

  /** Sets ρ, in [0, 1). By default 0.9. */
  public RMSprop rho(double value) {
    return set("rho", () -> rho = Arguments.decay("RMSprop", "rho", value));
  }

  /** Sets μ, in [0, 1]. By default 0. */
  public RMSprop momentum(double value) {
    return set("momentum", () -> momentum = Arguments.share("RMSprop", "momentum", value));
  }

  /** Sets ε, at least 0. By default 1e-7. */
  public RMSprop epsilon(double value) {
    return set("epsilon", () -> epsilon = Arguments.notNegative("RMSprop", "epsilon", value));
  }

  /** Sets whether gradients are divided by their standard deviation. By default false. */
  public RMSprop centered(boolean value) {
    return set("centered", () -> centered = value);
  }

  @Override
  protected void build(List<Variable> trainable) {
    trainable.forEach(w -> velocities.put(w, addSlot(w, "velocity")));
    // The fused operation wants a place for the momentum even if there is none; as Keras has no
    // such variable then, that place is not part of the state.
    trainable.forEach(
        w ->
            momenta.put(
                w,
                momentum > 0
                    ? addSlot(w, "momentum")
                    : new Variable(slotName(w, "unused"), w.shape(), new Zeros(), false)));
    if (centered) {
      trainable.forEach(w -> means.put(w, addSlot(w, "average_gradient")));
    }
  }

  @Override
  protected Op update(Ops tf, OptimizerStep step, Variable w, Operand<TFloat32> gradient) {
    UpdateContext c = step.context();
    Variable v = Objects.requireNonNull(velocities.get(w));
    Variable m = Objects.requireNonNull(momenta.get(w));
    if (centered) {
      return tf.train.resourceApplyCenteredRmsProp(
          c.handle(w),
          c.handle(Objects.requireNonNull(means.get(w))),
          c.handle(v),
          c.handle(m),
          step.learningRate(),
          step.constant(rho),
          step.constant(momentum),
          step.constant(epsilon),
          gradient);
    }
    return tf.train.resourceApplyRmsProp(
        c.handle(w),
        c.handle(v),
        c.handle(m),
        step.learningRate(),
        step.constant(rho),
        step.constant(momentum),
        step.constant(epsilon),
        gradient);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.number("rho", rho, this::rho);
    c.number("momentum", momentum, this::momentum);
    c.number("epsilon", epsilon, this::epsilon);
    c.flag("centered", centered, this::centered);
  }
}
