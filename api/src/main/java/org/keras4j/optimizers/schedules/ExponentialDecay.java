package org.keras4j.optimizers.schedules;

import org.keras4j.core.Config;
import org.keras4j.internal.Numbers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** {@code lr₀ · rate^p} with {@code p = step / decaySteps}: Keras's {@code ExponentialDecay}. */
public final class ExponentialDecay extends FluentSchedule<ExponentialDecay> {

  private double initialLearningRate;
  private double decaySteps;
  private double decayRate;
  private boolean staircase;

  /**
   * Makes the schedule.
   *
   * @param initialLearningRate lr₀, at least 0
   * @param decaySteps number of updates for one decay, above 0
   * @param decayRate rate
   */
  public ExponentialDecay(double initialLearningRate, double decaySteps, double decayRate) {
    set(initialLearningRate, decaySteps, decayRate);
  }

  private void set(double initial, double steps, double rate) {
    initialLearningRate = Terms.rate(className(), "initialLearningRate", initial);
    decaySteps = Terms.steps(className(), "decaySteps", steps);
    decayRate = Numbers.finite(className(), "decayRate", rate);
  }

  /** Sets whether p is rounded down, so that the rate falls in stairs. By default false. */
  public ExponentialDecay staircase(boolean value) {
    staircase = value;
    return this;
  }

  @Override
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> step) {
    return tf.math.mul(
        Terms.constant(tf, initialLearningRate),
        tf.math.pow(Terms.constant(tf, decayRate), progress(tf, step)));
  }

  private Operand<TFloat32> progress(Ops tf, Operand<TFloat32> step) {
    Operand<TFloat32> p = tf.math.div(step, Terms.constant(tf, decaySteps));
    return staircase ? tf.math.floor(p) : p;
  }

  @Override
  protected void config(Config c) {
    c.number("initial_learning_rate", initialLearningRate);
    Terms.stepsConfig(c, "decay_steps", decaySteps);
    c.number("decay_rate", decayRate);
    c.flag("staircase", staircase, this::staircase);
    nameConfig(c);
  }
}
