package org.keras4j.optimizers;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Constant;
import org.keras4j.ndarray.Shape;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adam with Nesterov momentum (Dozat, 2015): Keras's {@code Nadam}.
 *
 * <p>With {@code u_t = β₁(1 − ½·0.96ᵗ)} and U the product of all u so far: {@code m, v} as in
 * {@link Adam}; {@code m̂ = u_{t+1}·m / (1 − U·u_{t+1}) + (1 − u_t)·g / (1 − U)}; {@code v̂ = v /
 * (1 − β₂ᵗ)}; {@code w −= η·m̂ / (√v̂ + ε)}.
 */
public final class Nadam extends EpsilonMoments<Nadam> {

  private @Nullable Variable product;

  /** Makes the optimizer with learning rate 0.001, β₁ 0.9, β₂ 0.999, ε 1e-7. */
  public Nadam() {
    this(0.001);
  }

  /**
   * Makes the optimizer.
   *
   * @param learningRate η, at least 0
   */
  public Nadam(double learningRate) {
    super(learningRate, "velocity", 1e-7);
  }

  /**
   * Makes the optimizer with a learning rate that follows a schedule.
   *
   * @param schedule the learning rate by number of update
   */
  public Nadam(LearningRateSchedule schedule) {
    this();
    learningRate(schedule);
  }

  @Override
  protected void build(List<Variable> trainable) {
    super.build(trainable);
    product = addVariable("variable", Shape.of(), new Constant(1));
  }

  @Override
  protected Op update(Ops tf, OptimizerStep step, Variable w, Operand<TFloat32> g) {
    Pair slots = pair(w);
    Operand<TFloat32> m = Averages.move(tf, step, slots.momentum(), g, Averages.restOf(beta1()));
    Operand<TFloat32> v =
        Averages.move(tf, step, slots.velocity(), tf.math.square(g), Averages.restOf(beta2()));
    Operand<TFloat32> hat =
        tf.math.add(tf.math.mul(fromMomentum(step), m), tf.math.mul(fromGradient(step), g));
    Operand<TFloat32> size =
        tf.math.sqrt(tf.math.div(v, Averages.rest(tf, step, beta2Power(step))));
    return tf.assignSubVariableOp(
        step.context().handle(w),
        tf.math.div(
            tf.math.mul(hat, step.learningRate()), tf.math.add(size, step.constant(epsilon()))));
  }

  /** {@code u} of the update that lies this far ahead. */
  private Operand<TFloat32> u(OptimizerStep step, int ahead) {
    return step.once(
        "u" + ahead,
        tf -> {
          Operand<TFloat32> t = ahead == 0 ? step.t() : tf.math.add(step.t(), step.constant(ahead));
          Operand<TFloat32> half =
              tf.math.mul(step.constant(0.5), tf.math.pow(step.constant(0.96), t));
          return tf.math.mul(step.constant(beta1()), Averages.rest(tf, step, half));
        });
  }

  /** {@code U}, which is kept from step to step. */
  private Operand<TFloat32> product(OptimizerStep step) {
    return step.once(
        "U",
        tf -> {
          Variable kept = Objects.requireNonNull(product);
          Operand<TFloat32> now = tf.math.mul(step.context().read(kept), u(step, 0));
          step.assign(kept, now);
          return now;
        });
  }

  private Operand<TFloat32> fromMomentum(OptimizerStep step) {
    return step.once(
        "fromMomentum",
        tf -> {
          Operand<TFloat32> next = u(step, 1);
          return tf.math.div(next, Averages.rest(tf, step, tf.math.mul(product(step), next)));
        });
  }

  private Operand<TFloat32> fromGradient(OptimizerStep step) {
    return step.once(
        "fromGradient",
        tf ->
            tf.math.div(
                Averages.rest(tf, step, u(step, 0)), Averages.rest(tf, step, product(step))));
  }
}
