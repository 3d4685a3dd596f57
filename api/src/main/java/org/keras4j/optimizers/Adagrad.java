package org.keras4j.optimizers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Constant;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Divides gradients by the root of the sum of their squares (Duchi et al., 2011): Keras's {@code
 * Adagrad}.
 *
 * <p>{@code a += g²; w −= η·g / √(a + ε)}.
 */
public final class Adagrad extends FluentOptimizer<Adagrad> {

  private double initialAccumulatorValue = 0.1;
  private double epsilon = 1e-7;
  private final Map<Variable, Variable> accumulators = new LinkedHashMap<>();

  /** Makes the optimizer with learning rate 0.001, first sum 0.1, ε 1e-7. */
  public Adagrad() {
    this(0.001);
  }

  /**
   * Makes the optimizer.
   *
   * @param learningRate η, at least 0
   */
  public Adagrad(double learningRate) {
    super(learningRate);
  }

  /**
   * Makes the optimizer with a learning rate that follows a schedule.
   *
   * @param schedule the learning rate by number of update
   */
  public Adagrad(LearningRateSchedule schedule) {
    this();
    learningRate(schedule);
  }

  /** Sets where the sums begin, at least 0. By default 0.1. */
  public Adagrad initialAccumulatorValue(double value) {
    return set(
        "initialAccumulatorValue",
        () ->
            initialAccumulatorValue =
                Arguments.notNegative("Adagrad", "initialAccumulatorValue", value));
  }

  /** Sets ε, at least 0. By default 1e-7. */
  public Adagrad epsilon(double value) {
    return set("epsilon", () -> epsilon = Arguments.notNegative("Adagrad", "epsilon", value));
  }

  @Override
  protected void build(List<Variable> trainable) {
    Constant start = new Constant(initialAccumulatorValue);
    trainable.forEach(w -> accumulators.put(w, addSlot(w, "accumulator", start)));
  }

  @Override
  protected Op update(Ops tf, OptimizerStep step, Variable w, Operand<TFloat32> g) {
    // TensorFlow's fused operation adds ε to the root instead.
    Variable slot = Objects.requireNonNull(accumulators.get(w));
    Operand<TFloat32> sum = tf.math.add(step.context().read(slot), tf.math.square(g));
    step.assign(slot, sum);
    return tf.assignSubVariableOp(
        step.context().handle(w),
        tf.math.div(
            tf.math.mul(step.learningRate(), g),
            tf.math.sqrt(tf.math.add(sum, step.constant(epsilon)))));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.number("initial_accumulator_value", initialAccumulatorValue, this::initialAccumulatorValue);
    c.number("epsilon", epsilon, this::epsilon);
  }
}
