package org.keras4j.callbacks;

import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.PythonNumbers;

/**
 * Sets the learning rate at the start of each epoch: Keras's {@code LearningRateScheduler}.
 *
 * <pre id="snippet-learning-rate-scheduler">{@code
 * var halving = new LearningRateScheduler((epoch, rate) -> epoch < 10 ? rate : rate * 0.5);
 * }</pre>
 *
 * <p>The learning rate of each epoch appears in the logs as {@code learning_rate}.
 */
public final class LearningRateScheduler extends Callback {

  /** Says what the learning rate shall be. */
  @FunctionalInterface
  public interface Schedule {
    /**
     * Returns the new learning rate.
     *
     * @param epoch from 0
     * @param learningRate as it is now
     */
    double at(int epoch, double learningRate);
  }

  private final Schedule schedule;
  private int verbose;

  /** Makes the callback from a rule that knows the epoch, from 0, and the present rate. */
  public LearningRateScheduler(Schedule schedule) {
    this.schedule = schedule;
  }

  /** Makes the callback from a rule that knows only the epoch, from 0. */
  public LearningRateScheduler(IntToDoubleFunction schedule) {
    this((epoch, rate) -> schedule.applyAsDouble(epoch));
  }

  /** Sets whether each setting is announced: 0 (the default) no, 1 yes. */
  public LearningRateScheduler verbose(int level) {
    verbose = level;
    return this;
  }

  @Override
  public void onTrainBegin() {
    requireSettableRate();
  }

  @Override
  public void onEpochBegin(int epoch) {
    double rate = schedule.at(epoch, model().optimizer().learningRate());
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "LearningRateScheduler: the schedule must return a finite number of at least 0; for epoch "
              + epoch
              + " it returned "
              + rate);
    }
    model().optimizer().learningRate(rate);
    if (verbose > 0) {
      printLine(
          "\nEpoch "
              + (epoch + 1)
              + ": LearningRateScheduler setting learning rate to "
              + PythonNumbers.repr(rate)
              + ".");
    }
  }

  /** There is none: the learning rate is the optimizer's. */
  @Override
  protected Map<String, @Nullable Object> saveState() {
    return Map.of();
  }

  @Override
  public void onEpochEnd(int epoch, Logs logs) {
    logs.put("learning_rate", model().optimizer().learningRate());
  }
}
