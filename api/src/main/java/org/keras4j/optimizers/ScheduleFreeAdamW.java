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
 * Adam that averages its path instead of lowering the learning rate (Defazio et al., 2024): Keras's
 * {@code ScheduleFreeAdamW}.
 *
 * <p>With z, which begins as w: {@code v} as in {@link Adam}; {@code z −= η·g / (√(v / (1 − β₂ᵗ)) +
 * ε)}; {@code x = (w − (1 − β₁)z) / β₁}; {@code x = (1 − 1/t)x + z/t}; {@code w = (1 − β₁)z + β₁x}.
 * During a warm-up η is multiplied by {@code t / warmupSteps}. As in Keras on TensorFlow, x is
 * found with the new z, where the paper has the old one.
 */
public final class ScheduleFreeAdamW extends FluentOptimizer<ScheduleFreeAdamW> {

  private record Slots(Variable z, Variable velocity) {}

  private double beta1 = 0.9;
  private double beta2 = 0.999;
  private double epsilon = 1e-8;
  private int warmupSteps;
  private final Map<Variable, Slots> slots = new LinkedHashMap<>();

  /** Makes the optimizer with learning rate 0.0025, β₁ 0.9, β₂ 0.999, ε 1e-8, no warm-up. */
  public ScheduleFreeAdamW() {
    this(0.0025);
  }

  /**
   * Makes the optimizer.
   *
   * @param learningRate η, at least 0
   */
  public ScheduleFreeAdamW(double learningRate) {
    super(learningRate);
  }

  /**
   * Makes the optimizer with a learning rate that follows a schedule.
   *
   * @param schedule the learning rate by number of update
   */
  public ScheduleFreeAdamW(LearningRateSchedule schedule) {
    this();
    learningRate(schedule);
  }

  /** Sets β₁, the place between z and x, in (0, 1]. By default 0.9. */
  public ScheduleFreeAdamW beta1(double value) {
    return set(
        "beta1",
        () -> {
          Arguments.positive("ScheduleFreeAdamW", "beta1", value);
          beta1 = Arguments.share("ScheduleFreeAdamW", "beta1", value);
        });
  }

  /** Sets β₂, in [0, 1). By default 0.999. */
  public ScheduleFreeAdamW beta2(double value) {
    return set("beta2", () -> beta2 = Arguments.decay("ScheduleFreeAdamW", "beta2", value));
  }

  /** Sets ε, at least 0. By default 1e-8. */
  public ScheduleFreeAdamW epsilon(double value) {
    return set(
        "epsilon", () -> epsilon = Arguments.notNegative("ScheduleFreeAdamW", "epsilon", value));
  }

  /** Sets the number of updates in which the learning rate rises from 0. By default 0. */
  public ScheduleFreeAdamW warmupSteps(int value) {
    return set(
        "warmupSteps",
        () -> warmupSteps = Arguments.atLeast(0, "ScheduleFreeAdamW", "warmupSteps", value));
  }

  @Override
  protected void build(List<Variable> trainable) {
    for (Variable w : trainable) {
      Variable z = addVariable(new Variable(slotName(w, "momentum"), w.value()));
      slots.put(w, new Slots(z, addSlot(w, "velocity")));
    }
  }

  @Override
  protected Op update(Ops tf, OptimizerStep step, Variable w, Operand<TFloat32> g) {
    Slots s = Objects.requireNonNull(slots.get(w));
    Operand<TFloat32> v =
        Averages.move(tf, step, s.velocity(), tf.math.square(g), Averages.restOf(beta2));
    Operand<TFloat32> correction =
        step.once(
            "correction",
            ops -> Averages.rest(ops, step, ops.math.pow(step.constant(beta2), step.t())));
    Operand<TFloat32> size =
        tf.math.add(tf.math.sqrt(tf.math.div(v, correction)), step.constant(epsilon));
    Operand<TFloat32> old = step.context().read(s.z());
    Operand<TFloat32> z = tf.math.sub(old, tf.math.div(tf.math.mul(rate(step), g), size));
    step.assign(s.z(), z);
    Operand<TFloat32> x =
        tf.math.div(
            tf.math.sub(
                Averages.weight(tf, step, w),
                tf.math.mul(step.constant(Averages.restOf(beta1)), z)),
            step.constant(beta1));
    Operand<TFloat32> share = tf.math.div(step.constant(1), step.t());
    Operand<TFloat32> average =
        tf.math.add(tf.math.mul(Averages.rest(tf, step, share), x), tf.math.mul(share, z));
    return tf.assignVariableOp(
        step.context().handle(w),
        tf.math.add(
            tf.math.mul(step.constant(Averages.restOf(beta1)), z),
            tf.math.mul(step.constant(beta1), average)));
  }

  private Operand<TFloat32> rate(OptimizerStep step) {
    if (warmupSteps == 0) {
      return step.learningRate();
    }
    return step.once(
        "rate",
        tf ->
            tf.math.mul(
                step.learningRate(),
                tf.math.minimum(
                    tf.math.div(step.t(), step.constant(warmupSteps)), step.constant(1))));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.number("beta_1", beta1, this::beta1);
    c.number("beta_2", beta2, this::beta2);
    c.number("epsilon", epsilon, this::epsilon);
    c.integer("warmup_steps", warmupSteps, this::warmupSteps);
  }
}
