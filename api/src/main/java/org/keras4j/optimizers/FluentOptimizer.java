package org.keras4j.optimizers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Variable;
import org.keras4j.optimizers.schedules.LearningRateSchedule;

/**
 * An optimizer whose arguments are set by chained methods that keep its type: those that all
 * optimizers have.
 *
 * @param <S> the optimizer's own type
 */
public abstract class FluentOptimizer<S extends FluentOptimizer<S>> extends Optimizer {

  /**
   * For subclasses.
   *
   * @param learningRate the learning rate, at least 0
   */
  protected FluentOptimizer(double learningRate) {
    super(learningRate);
  }

  /** Returns this, in its own type. */
  @SuppressWarnings("unchecked")
  protected final S self() {
    return (S) this;
  }

  /**
   * Changes an argument.
   *
   * @throws IllegalStateException if the optimizer is in use already
   */
  protected final S set(String argument, Runnable change) {
    requireNotBuilt(argument);
    change.run();
    return self();
  }

  @Override
  public S name(String newName) {
    super.name(newName);
    return self();
  }

  @Override
  public S learningRate(double value) {
    super.learningRate(value);
    return self();
  }

  @Override
  public S learningRate(LearningRateSchedule schedule) {
    super.learningRate(schedule);
    return self();
  }

  /**
   * Sets the share of each weight that is taken away before each update, times the learning rate.
   * By default none.
   */
  public S weightDecay(double value) {
    return set("weightDecay", () -> decay.set(className(), value));
  }

  /**
   * Excludes weights from the decay.
   *
   * @param patterns regular expressions that are searched for in the paths of weights, such as
   *     {@code "bias"}
   */
  public S excludeFromWeightDecay(String... patterns) {
    return set("excludeFromWeightDecay", () -> decay.exclude(className(), patterns));
  }

  /** Excludes weights from the decay. */
  public S excludeFromWeightDecay(List<Variable> weights) {
    return set("excludeFromWeightDecay", () -> decay.exclude(weights));
  }

  /** Clips each gradient to this norm, above 0. By default none. */
  public S clipnorm(double value) {
    return set("clipnorm", () -> clipping.clipnorm(className(), value));
  }

  /** Clips each element of the gradients to ±value, above 0. By default none. */
  public S clipvalue(double value) {
    return set("clipvalue", () -> clipping.clipvalue(className(), value));
  }

  /** Clips all gradients together to this norm, above 0. By default none. */
  public S globalClipnorm(double value) {
    return set("globalClipnorm", () -> clipping.globalClipnorm(className(), value));
  }

  /**
   * Sets whether moving averages of the weights are kept; at the end of {@code fit} the weights
   * take their values. By default false.
   */
  public S useEma(boolean value) {
    return set("useEma", () -> average.use(value));
  }

  /** Sets how much of the moving average each update leaves, in [0, 1]. By default 0.99. */
  public S emaMomentum(double value) {
    return set("emaMomentum", () -> average.momentum(className(), value));
  }

  /**
   * Sets after how many updates the weights take the values of their averages each time, at least
   * 1; null for never while training. By default never.
   */
  public S emaOverwriteFrequency(@Nullable Integer updates) {
    return set("emaOverwriteFrequency", () -> average.overwriteFrequency(className(), updates));
  }

  /**
   * Sets a factor by which the loss is multiplied before gradients are taken, and the gradients
   * divided; keeps small gradients apart from 0 in half precision. By default none.
   */
  public S lossScaleFactor(double value) {
    return set("lossScaleFactor", () -> scaleLossBy(value));
  }

  /**
   * Sets over how many batches gradients are averaged before there is an update, at least 2. By
   * default every batch is an update.
   */
  public S gradientAccumulationSteps(int batches) {
    return set("gradientAccumulationSteps", () -> accumulation.steps(className(), batches));
  }
}
