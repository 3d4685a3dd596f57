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
import org.tensorflow.types.TFloat32;

/**
 * Divides gradients by a running root of their mean square and multiplies with that of the updates
 * (Zeiler, 2012): Keras's {@code Adadelta}.
 *
 * <p>{@code G = ρG + (1 − ρ)g²; δ = −√(X + ε) / √(G + ε)·g; X = ρX + (1 − ρ)δ²; w += η·δ}, in one
 * fused operation. The original has η = 1.
 */
public final class Adadelta extends FluentOptimizer<Adadelta> {

  private record Slots(Variable gradients, Variable updates) {}

  private double rho = 0.95;
  private double epsilon = 1e-7;
  private final Map<Variable, Slots> slots = new LinkedHashMap<>();

  /** Makes the optimizer with learning rate 0.001, ρ 0.95, ε 1e-7. */
  public Adadelta() {
    this(0.001);
  }

  /**
   * Makes the optimizer.
   *
   * @param learningRate η, at least 0
   */
  public Adadelta(double learningRate) {
    super(learningRate);
  }

  /**
   * Makes the optimizer with a learning rate that follows a schedule.
   *
   * @param schedule the learning rate by number of update
   */
  public Adadelta(LearningRateSchedule schedule) {
    this();
    learningRate(schedule);
  }

  /** Sets ρ, in [0, 1). By default 0.95. */
  public Adadelta rho(double value) {
    return set("rho", () -> rho = Arguments.decay("Adadelta", "rho", value));
  }

  /** Sets ε, at least 0. By default 1e-7. */
  public Adadelta epsilon(double value) {
    return set("epsilon", () -> epsilon = Arguments.notNegative("Adadelta", "epsilon", value));
  }

  @Override
  protected void build(List<Variable> trainable) {
    trainable.forEach(
        w ->
            slots.put(
                w, new Slots(addSlot(w, "accumulated_grad"), addSlot(w, "accumulated_delta_var"))));
  }

  @Override
  protected Op update(Ops tf, OptimizerStep step, Variable w, Operand<TFloat32> gradient) {
    UpdateContext c = step.context();
    Slots s = Objects.requireNonNull(slots.get(w));
    return tf.train.resourceApplyAdadelta(
        c.handle(w),
        c.handle(s.gradients()),
        c.handle(s.updates()),
        step.learningRate(),
        step.constant(rho),
        step.constant(epsilon),
        gradient);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.number("rho", rho, this::rho);
    c.number("epsilon", epsilon, this::epsilon);
  }
}
