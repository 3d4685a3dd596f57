package org.keras4j.optimizers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keras4j.core.Config;
import org.keras4j.core.UpdateContext;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Constant;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Follow the regularized leader (McMahan et al., 2013): Keras's {@code Ftrl}.
 *
 * <p>With p = −{@code learningRatePower} and {@code l2' = l2 + β / (2η)}: {@code n' = n + g²; z +=
 * g + 2·shrinkage·w − (n'^p − n^p) / η·w; w = (clip(z, −l1, l1) − z) / (n'^p / η + 2·l2')}, in one
 * fused operation. Weights are computed from the gradients' history: their first values only matter
 * for the first updates.
 */
public final class Ftrl extends FluentOptimizer<Ftrl> {

  private record Slots(Variable accumulator, Variable linear) {}

  private double learningRatePower = -0.5;
  private double initialAccumulatorValue = 0.1;
  private double l1;
  private double l2;
  private double l2Shrinkage;
  private double beta;
  private final Map<Variable, Slots> slots = new LinkedHashMap<>();

  /** Makes the optimizer with learning rate 0.001 and no regularization. */
  public Ftrl() {
    this(0.001);
  }

  /**
   * Makes the optimizer.
   *
   * @param learningRate η, above 0
   */
  public Ftrl(double learningRate) {
    super(learningRate);
  }

  /**
   * Makes the optimizer with a learning rate that follows a schedule.
   *
   * @param schedule the learning rate by number of update
   */
  public Ftrl(LearningRateSchedule schedule) {
    this();
    learningRate(schedule);
  }

  /** Sets the power, at most 0. By default −0.5. */
  public Ftrl learningRatePower(double value) {
    return set(
        "learningRatePower",
        () -> learningRatePower = Arguments.notPositive("Ftrl", "learningRatePower", value));
  }

  /** Sets where the sums of squares begin, at least 0. By default 0.1. */
  public Ftrl initialAccumulatorValue(double value) {
    return set(
        "initialAccumulatorValue",
        () ->
            initialAccumulatorValue =
                Arguments.notNegative("Ftrl", "initialAccumulatorValue", value));
  }

  /** Sets l1, at least 0. By default 0. */
  public Ftrl l1RegularizationStrength(double value) {
    return set(
        "l1RegularizationStrength",
        () -> l1 = Arguments.notNegative("Ftrl", "l1RegularizationStrength", value));
  }

  /** Sets l2, at least 0. By default 0. */
  public Ftrl l2RegularizationStrength(double value) {
    return set(
        "l2RegularizationStrength",
        () -> l2 = Arguments.notNegative("Ftrl", "l2RegularizationStrength", value));
  }

  /** Sets the shrinkage, at least 0. By default 0. */
  public Ftrl l2ShrinkageRegularizationStrength(double value) {
    return set(
        "l2ShrinkageRegularizationStrength",
        () ->
            l2Shrinkage =
                Arguments.notNegative("Ftrl", "l2ShrinkageRegularizationStrength", value));
  }

  /** Sets β, at least 0. By default 0. */
  public Ftrl beta(double value) {
    return set("beta", () -> beta = Arguments.notNegative("Ftrl", "beta", value));
  }

  @Override
  protected void build(List<Variable> trainable) {
    Constant start = new Constant(initialAccumulatorValue);
    trainable.forEach(
        w -> slots.put(w, new Slots(addSlot(w, "accumulator", start), addSlot(w, "linear"))));
  }

  @Override
  protected Op update(Ops tf, OptimizerStep step, Variable w, Operand<TFloat32> gradient) {
    UpdateContext c = step.context();
    Slots s = Objects.requireNonNull(slots.get(w));
    return tf.train.resourceApplyFtrl(
        c.handle(w),
        c.handle(s.accumulator()),
        c.handle(s.linear()),
        gradient,
        step.learningRate(),
        step.constant(l1),
        strength(step),
        step.constant(l2Shrinkage),
        step.constant(learningRatePower));
  }

  private Operand<TFloat32> strength(OptimizerStep step) {
    if (beta == 0) {
      return step.constant(l2);
    }
    return step.once(
        "l2",
        tf ->
            tf.math.add(
                step.constant(l2),
                tf.math.div(
                    step.constant(beta), tf.math.mul(step.constant(2), step.learningRate()))));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.number("learning_rate_power", learningRatePower, this::learningRatePower);
    c.number("initial_accumulator_value", initialAccumulatorValue, this::initialAccumulatorValue);
    c.number("l1_regularization_strength", l1, this::l1RegularizationStrength);
    c.number("l2_regularization_strength", l2, this::l2RegularizationStrength);
    c.number(
        "l2_shrinkage_regularization_strength",
        l2Shrinkage,
        this::l2ShrinkageRegularizationStrength);
    c.number("beta", beta, this::beta);
  }
}
