package org.keras4j.optimizers.schedules;

import org.keras4j.core.Config;
import org.keras4j.internal.Numbers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code (lr₀ − end)·(1 − p)^power + end} with {@code p = min(step, D) / D} and {@code D =
 * decaySteps}: Keras's {@code PolynomialDecay}.
 *
 * <p>With {@code cycle}, D grows to its next multiple that is not below the step, so that the rate
 * rises again.
 */
public final class PolynomialDecay extends FluentSchedule<PolynomialDecay> {

  private double initialLearningRate;
  private double decaySteps;
  private double endLearningRate = 1e-4;
  private double power = 1;
  private boolean cycle;

  /**
   * Makes the schedule with end 0.0001, power 1, no cycles.
   *
   * @param initialLearningRate lr₀, at least 0
   * @param decaySteps D, above 0
   */
  public PolynomialDecay(double initialLearningRate, double decaySteps) {
    this.initialLearningRate = Terms.rate(className(), "initialLearningRate", initialLearningRate);
    this.decaySteps = Terms.steps(className(), "decaySteps", decaySteps);
  }

  /** Sets the learning rate at the end, at least 0. By default 0.0001. */
  public PolynomialDecay endLearningRate(double value) {
    endLearningRate = Terms.rate(className(), "endLearningRate", value);
    return this;
  }

  /** Sets the power; 1 is a straight line. By default 1. */
  public PolynomialDecay power(double value) {
    power = Numbers.finite(className(), "power", value);
    return this;
  }

  /** Sets whether the rate rises again after each {@code decaySteps}. By default false. */
  public PolynomialDecay cycle(boolean value) {
    cycle = value;
    return this;
  }

  @Override
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> step) {
    Operand<TFloat32> one = Terms.constant(tf, 1);
    Operand<TFloat32> length = Terms.constant(tf, decaySteps);
    Operand<TFloat32> at = step;
    if (cycle) {
      Operand<TFloat32> cycles = tf.math.ceil(tf.math.div(step, length));
      length = tf.math.mul(length, tf.math.maximum(cycles, one));
    } else {
      at = tf.math.minimum(step, length);
    }
    Operand<TFloat32> left = tf.math.sub(one, tf.math.div(at, length));
    Operand<TFloat32> end = Terms.constant(tf, endLearningRate);
    Operand<TFloat32> span = tf.math.sub(Terms.constant(tf, initialLearningRate), end);
    return tf.math.add(tf.math.mul(span, tf.math.pow(left, Terms.constant(tf, power))), end);
  }

  @Override
  protected void config(Config c) {
    c.number("initial_learning_rate", initialLearningRate);
    Terms.stepsConfig(c, "decay_steps", decaySteps);
    c.number("end_learning_rate", endLearningRate, this::endLearningRate);
    c.number("power", power, this::power);
    c.flag("cycle", cycle, this::cycle);
    nameConfig(c);
  }
}
