package org.keras4j.callbacks;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.PythonNumbers;
import org.keras4j.optimizers.Optimizer;

/**
 * Reduces the learning rate when a metric has stopped getting better: Keras's {@code
 * ReduceLROnPlateau}.
 *
 * <p>The learning rate of each epoch appears in the logs as {@code learning_rate}. The optimizer
 * must not follow a schedule of its own.
 */
public final class ReduceLROnPlateau extends MonitorCallback<ReduceLROnPlateau> {

  private double factor = 0.1;
  private int patience = 10;
  private int verbose;
  private int cooldown;
  private double minLr;

  private @Nullable Double best;
  private int wait;
  private int cooling;

  /** Watches {@code val_loss}. */
  public ReduceLROnPlateau() {
    super(1e-4);
  }

  /** Watches a metric, such as {@code "val_accuracy"}. */
  public ReduceLROnPlateau(String monitor) {
    this();
    monitor(monitor);
  }

  /** Sets by what the learning rate is multiplied, in (0, 1). By default 0.1. */
  public ReduceLROnPlateau factor(double value) {
    if (!(value > 0 && value < 1)) {
      throw badArgument("factor", "between 0 and 1", value);
    }
    factor = value;
    return this;
  }

  /** Sets after how many epochs without improvement it is reduced, at least 0. By default 10. */
  public ReduceLROnPlateau patience(int epochs) {
    if (epochs < 0) {
      throw badArgument("patience", "at least 0", epochs);
    }
    patience = epochs;
    return this;
  }

  /** Sets whether reductions are announced: 0 (the default) no, 1 yes. */
  public ReduceLROnPlateau verbose(int level) {
    verbose = level;
    return this;
  }

  /** Sets how much the metric has to change to count as better. By default 1e-4. */
  public ReduceLROnPlateau minDelta(double delta) {
    setMinDelta(delta);
    return this;
  }

  /** Sets how many epochs after a reduction nothing is counted, at least 0. By default 0. */
  public ReduceLROnPlateau cooldown(int epochs) {
    if (epochs < 0) {
      throw badArgument("cooldown", "at least 0", epochs);
    }
    cooldown = epochs;
    return this;
  }

  /** Sets below what the learning rate never goes, at least 0. By default 0. */
  public ReduceLROnPlateau minLr(double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw badArgument("minLr", "a finite number of at least 0", value);
    }
    minLr = value;
    return this;
  }

  @Override
  public void onTrainBegin() {
    requireSettableRate();
    best = null;
    wait = 0;
    cooling = 0;
  }

  @Override
  public void onEpochEnd(int epoch, Logs logs) {
    logs.put("learning_rate", model().optimizer().learningRate());
    Double current = watched(logs, "the learning rate stays");
    if (current == null) {
      return;
    }
    if (cooling > 0) {
      cooling--;
      wait = 0;
    }
    if (isBetter(current, best)) {
      best = current;
      wait = 0;
    } else if (cooling == 0) {
      wait++;
      if (wait >= patience && reduce(epoch)) {
        cooling = cooldown;
        wait = 0;
      }
    }
  }

  @Override
  protected Map<String, @Nullable Object> saveState() {
    return SavedState.of("best", best, "wait", wait, "cooling", cooling);
  }

  @Override
  protected void loadState(Map<String, ? extends @Nullable Object> state) {
    SavedState saved = new SavedState(state);
    best = saved.numberOrNull("best");
    wait = saved.integer("wait");
    cooling = saved.integer("cooling");
  }

  private boolean reduce(int epoch) {
    Optimizer optimizer = model().optimizer();
    double old = optimizer.learningRate();
    // The learning rate is a float32; a bound that is the same number only as such is reached.
    if (!(old > (float) minLr)) {
      return false;
    }
    double reduced = Math.max(old * factor, minLr);
    optimizer.learningRate(reduced);
    if (verbose > 0) {
      printLine(
          "\nEpoch "
              + (epoch + 1)
              + ": ReduceLROnPlateau reducing learning rate to "
              + PythonNumbers.repr(reduced)
              + ".");
    }
    return true;
  }
}
