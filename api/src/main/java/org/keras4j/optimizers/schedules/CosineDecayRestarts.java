package org.keras4j.optimizers.schedules;

import org.keras4j.core.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Cosine waves that start again, longer and longer (SGDR; Loshchilov and Hutter, 2016): Keras's
 * {@code CosineDecayRestarts}.
 *
 * <p>{@code lr₀·[(1 − α)·½·mⁱ·(1 + cos πp) + α]}, where i counts the restarts, p is the progress
 * within the period, and the period after i restarts is {@code firstDecaySteps·tⁱ}.
 */
public final class CosineDecayRestarts extends FluentSchedule<CosineDecayRestarts> {

  private double initialLearningRate;
  private double firstDecaySteps;
  private double tMul = 2;
  private double mMul = 1;
  private double alpha;

  /**
   * Makes the schedule with t = 2, m = 1, α = 0.
   *
   * @param initialLearningRate lr₀, at least 0
   * @param firstDecaySteps length of the first period in updates, above 0
   */
  public CosineDecayRestarts(double initialLearningRate, double firstDecaySteps) {
    name("SGDRDecay");
    this.initialLearningRate = Terms.rate(className(), "initialLearningRate", initialLearningRate);
    this.firstDecaySteps = Terms.steps(className(), "firstDecaySteps", firstDecaySteps);
  }

  /** Sets how much longer each period is than the one before, at least 1. By default 2. */
  public CosineDecayRestarts tMul(double value) {
    if (!(value >= 1 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          className() + ": tMul must be at least 1; received " + value);
    }
    tMul = value;
    return this;
  }

  /** Sets how much higher each wave is than the one before, at least 0. By default 1. */
  public CosineDecayRestarts mMul(double value) {
    mMul = Terms.rate(className(), "mMul", value);
    return this;
  }

  /** Sets the share of the rate that is left at the end of a period. By default 0. */
  public CosineDecayRestarts alpha(double value) {
    alpha = Terms.rate(className(), "alpha", value);
    return this;
  }

  @Override
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> step) {
    Operand<TFloat32> f = tf.math.div(step, Terms.constant(tf, firstDecaySteps));
    Operand<TFloat32> restarts = restarts(tf, f);
    Operand<TFloat32> height = tf.math.pow(Terms.constant(tf, mMul), restarts);
    Operand<TFloat32> wave = tf.math.mul(height, Terms.halfCosine(tf, progress(tf, f, restarts)));
    Operand<TFloat32> share =
        tf.math.add(tf.math.mul(Terms.complement(tf, alpha), wave), Terms.constant(tf, alpha));
    return tf.math.mul(Terms.constant(tf, initialLearningRate), share);
  }

  private Operand<TFloat32> restarts(Ops tf, Operand<TFloat32> f) {
    if (tMul == 1) {
      return tf.math.floor(f);
    }
    Operand<TFloat32> grown =
        tf.math.sub(Terms.constant(tf, 1), tf.math.mul(f, Terms.complement(tf, tMul)));
    return tf.math.floor(tf.math.div(tf.math.log(grown), tf.math.log(Terms.constant(tf, tMul))));
  }

  private Operand<TFloat32> progress(Ops tf, Operand<TFloat32> f, Operand<TFloat32> restarts) {
    if (tMul == 1) {
      return tf.math.sub(f, restarts);
    }
    Operand<TFloat32> period = tf.math.pow(Terms.constant(tf, tMul), restarts);
    Operand<TFloat32> before =
        tf.math.div(tf.math.sub(Terms.constant(tf, 1), period), Terms.complement(tf, tMul));
    return tf.math.div(tf.math.sub(f, before), period);
  }

  @Override
  protected void config(Config c) {
    c.number("initial_learning_rate", initialLearningRate);
    Terms.stepsConfig(c, "first_decay_steps", firstDecaySteps);
    c.number("t_mul", tMul, this::tMul);
    c.number("m_mul", mMul, this::mMul);
    c.number("alpha", alpha, this::alpha);
    nameConfig(c);
  }
}
