package org.keras4j.optimizers.schedules;

import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Half a cosine wave, after an optional linear warm-up (Loshchilov and Hutter, 2016): Keras's
 * {@code CosineDecay}.
 *
 * <p>{@code lr₀·[(1 − α)·½·(1 + cos πp) + α]} with {@code p = min(step, D) / D} and {@code D =
 * decaySteps}. With a warm-up to {@code target} over W updates: first {@code lr₀ + (target − lr₀) ·
 * step / W}, then the cosine from {@code target}, beginning at step W.
 */
public final class CosineDecay extends FluentSchedule<CosineDecay> {

  private double initialLearningRate;
  private double decaySteps;
  private double alpha;
  private @Nullable Double warmupTarget;
  private double warmupSteps;

  /**
   * Makes the schedule with α = 0 and no warm-up.
   *
   * @param initialLearningRate lr₀, at least 0
   * @param decaySteps D, above 0
   */
  public CosineDecay(double initialLearningRate, double decaySteps) {
    this.initialLearningRate = Terms.rate(className(), "initialLearningRate", initialLearningRate);
    this.decaySteps = Terms.steps(className(), "decaySteps", decaySteps);
  }

  /** Sets the share of the rate that is left at the end. By default 0. */
  public CosineDecay alpha(double value) {
    alpha = Terms.rate(className(), "alpha", value);
    return this;
  }

  /**
   * Sets the learning rate at the end of a warm-up. By default there is none.
   *
   * @param target at least 0
   */
  public CosineDecay warmupTarget(double target) {
    warmupTarget = Terms.rate(className(), "warmupTarget", target);
    return this;
  }

  /**
   * Sets how many updates a warm-up takes, which has no meaning without {@link #warmupTarget}. By
   * default 0.
   *
   * @param steps at least 0
   */
  public CosineDecay warmupSteps(double steps) {
    warmupSteps = Terms.rate(className(), "warmupSteps", steps);
    return this;
  }

  @Override
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> step) {
    Operand<TFloat32> initial = Terms.constant(tf, initialLearningRate);
    Operand<TFloat32> length = Terms.constant(tf, decaySteps);
    if (warmupTarget == null) {
      return decay(tf, tf.math.minimum(step, length), initial);
    }
    Operand<TFloat32> target = Terms.constant(tf, warmupTarget);
    Operand<TFloat32> warmup = Terms.constant(tf, warmupSteps);
    Operand<TFloat32> at = tf.math.minimum(step, tf.math.add(length, warmup));
    Operand<TFloat32> rising =
        tf.math.add(tf.math.mul(tf.math.sub(target, initial), tf.math.div(at, warmup)), initial);
    return tf.select(tf.math.less(at, warmup), rising, decay(tf, tf.math.sub(at, warmup), target));
  }

  private Operand<TFloat32> decay(Ops tf, Operand<TFloat32> at, Operand<TFloat32> from) {
    Operand<TFloat32> p = tf.math.div(at, Terms.constant(tf, decaySteps));
    Operand<TFloat32> share =
        tf.math.add(
            tf.math.mul(Terms.constant(tf, 1 - alpha), Terms.halfCosine(tf, p)),
            Terms.constant(tf, alpha));
    return tf.math.mul(from, share);
  }

  @Override
  protected void config(Config c) {
    c.number("initial_learning_rate", initialLearningRate);
    Terms.stepsConfig(c, "decay_steps", decaySteps);
    c.number("alpha", alpha, this::alpha);
    nameConfig(c);
    c.numberOrNull("warmup_target", warmupTarget, this::warmupTarget);
    c.required(
        "warmup_steps",
        warmupSteps,
        Terms::plain,
        v -> c.toNumber("warmup_steps", v),
        this::warmupSteps);
  }
}
