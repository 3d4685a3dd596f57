package org.keras4j.optimizers;

import org.keras4j.core.Variable;
import org.keras4j.internal.ops.Alignment;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adam with an update as long as the weight, for large batches (You et al., 2019): Keras's {@code
 * Lamb}.
 *
 * <p>{@code u = m̂ / (√v̂ + ε)} with Adam's averages, corrected; {@code w −= η·u·‖w‖ / ‖u‖}, the
 * quotient being 1 if one of the norms is 0. As in Keras it cannot be asked for by name.
 */
public final class Lamb extends EpsilonMoments<Lamb> {

  /** Makes the optimizer with learning rate 0.001, β₁ 0.9, β₂ 0.999, ε 1e-7. */
  public Lamb() {
    this(0.001);
  }

  /**
   * Makes the optimizer.
   *
   * @param learningRate η, at least 0
   */
  public Lamb(double learningRate) {
    super(learningRate, "velocity", 1e-7);
  }

  /**
   * Makes the optimizer with a learning rate that follows a schedule.
   *
   * @param schedule the learning rate by number of update
   */
  public Lamb(LearningRateSchedule schedule) {
    this();
    learningRate(schedule);
  }

  @Override
  protected Op update(Ops tf, OptimizerStep step, Variable w, Operand<TFloat32> g) {
    Pair slots = pair(w);
    Operand<TFloat32> m = Averages.move(tf, step, slots.momentum(), g, 1 - beta1());
    Operand<TFloat32> v = Averages.move(tf, step, slots.velocity(), tf.math.square(g), 1 - beta2());
    Operand<TFloat32> mean = tf.math.div(m, Averages.rest(tf, step, beta1Power(step)));
    Operand<TFloat32> size =
        tf.math.sqrt(tf.math.div(v, Averages.rest(tf, step, beta2Power(step))));
    Operand<TFloat32> update = tf.math.div(mean, tf.math.add(size, step.constant(epsilon())));
    Operand<TFloat32> ratio = ratio(tf, step, Averages.weight(tf, step, w), update);
    return tf.assignSubVariableOp(
        step.context().handle(w), tf.math.mul(tf.math.mul(ratio, step.learningRate()), update));
  }

  private static Operand<TFloat32> ratio(
      Ops tf, OptimizerStep step, Operand<TFloat32> w, Operand<TFloat32> update) {
    Operand<TFloat32> zero = step.constant(0);
    Operand<TFloat32> one = step.constant(1);
    Operand<TFloat32> wNorm = norm(tf, w);
    Operand<TFloat32> uNorm = norm(tf, update);
    return tf.select(
        tf.math.logicalAnd(tf.math.greater(wNorm, zero), tf.math.greater(uNorm, zero)),
        tf.math.div(wNorm, uNorm),
        one);
  }

  private static Operand<TFloat32> norm(Ops tf, Operand<TFloat32> x) {
    return tf.math.sqrt(Alignment.sum(tf, tf.math.square(x)));
  }
}
