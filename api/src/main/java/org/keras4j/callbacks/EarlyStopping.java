package org.keras4j.callbacks;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Numbers;
import org.keras4j.ndarray.NDArray;

/**
 * Ends training when a metric has stopped getting better: Keras's {@code EarlyStopping}.
 *
 * <pre id="snippet-early-stopping">{@code
 * var early = new EarlyStopping("val_accuracy").patience(10).restoreBestWeights(true);
 * model.fit(x, y, o -> o.epochs(100).validationSplit(0.25).verbose(0).callbacks(early));
 * }</pre>
 *
 * <p>One object may serve several runs, one after the other; each begins afresh.
 */
public final class EarlyStopping extends MonitorCallback<EarlyStopping> {

  private int patience;
  private int verbose;
  private @Nullable Double baseline;
  private boolean restoreBestWeights;
  private int startFromEpoch;

  private int wait;
  private int stoppedEpoch;
  private int bestEpoch;
  private @Nullable Double best;
  private @Nullable List<NDArray> bestWeights;

  /** Watches {@code val_loss}. */
  public EarlyStopping() {
    super(0);
  }

  /** Watches a metric, such as {@code "val_accuracy"}. */
  public EarlyStopping(String monitor) {
    this();
    monitor(monitor);
  }

  /** Sets how much the metric has to change to count as better. By default 0. */
  public EarlyStopping minDelta(double delta) {
    setMinDelta(delta);
    return this;
  }

  /** Sets how many epochs without improvement are tolerated, at least 0. By default 0. */
  public EarlyStopping patience(int epochs) {
    if (epochs < 0) {
      throw badArgument("patience", "at least 0", epochs);
    }
    patience = epochs;
    return this;
  }

  /** Sets whether the end is announced: 0 (the default) no, 1 yes. */
  public EarlyStopping verbose(int level) {
    verbose = level;
    return this;
  }

  /** Sets a value that has to be beaten, too, before the patience starts again. By default none. */
  public EarlyStopping baseline(double value) {
    baseline = Numbers.bound(className(), "baseline", value);
    return this;
  }

  /**
   * Sets whether the model gets the weights of its best epoch at the end, even if it was not
   * stopped. By default false.
   */
  public EarlyStopping restoreBestWeights(boolean restore) {
    restoreBestWeights = restore;
    return this;
  }

  /** Sets how many epochs pass before watching begins, at least 0. By default 0. */
  public EarlyStopping startFromEpoch(int epoch) {
    if (epoch < 0) {
      throw badArgument("startFromEpoch", "at least 0", epoch);
    }
    startFromEpoch = epoch;
    return this;
  }

  /** Returns the epoch, from 0, after which training was stopped; 0 if it was not. */
  public int stoppedEpoch() {
    return stoppedEpoch;
  }

  /** Returns the best epoch so far, from 0. */
  public int bestEpoch() {
    return bestEpoch;
  }

  /** Returns the best value so far, or null before the first. */
  public @Nullable Double best() {
    return best;
  }

  @Override
  public void onTrainBegin() {
    wait = 0;
    stoppedEpoch = 0;
    bestEpoch = 0;
    best = null;
    bestWeights = null;
  }

  @Override
  public void onEpochEnd(int epoch, Logs logs) {
    Double current = watched(logs, "it never stops training");
    if (current == null || epoch < startFromEpoch) {
      return;
    }
    if (restoreBestWeights && bestWeights == null) {
      remember(epoch);
    }
    wait++;
    if (isBetter(current, best)) {
      best = current;
      remember(epoch);
      // As in Keras, an epoch that is the best so far never stops, not even below the baseline.
      if (baseline == null || isBetter(current, baseline)) {
        wait = 0;
      }
    } else if (wait >= patience && epoch > 0) {
      stoppedEpoch = epoch;
      model().stopTraining(true);
    }
  }

  private void remember(int epoch) {
    bestEpoch = epoch;
    if (restoreBestWeights) {
      bestWeights = model().getWeights();
    }
  }

  @Override
  protected Map<String, @Nullable Object> saveState() {
    return SavedState.of(
        "wait",
        wait,
        "stopped_epoch",
        stoppedEpoch,
        "best_epoch",
        bestEpoch,
        "best",
        best,
        "best_weights",
        bestWeights);
  }

  @Override
  protected void loadState(Map<String, ? extends @Nullable Object> state) {
    SavedState saved = new SavedState(state);
    wait = saved.integer("wait");
    stoppedEpoch = saved.integer("stopped_epoch");
    bestEpoch = saved.integer("best_epoch");
    best = saved.numberOrNull("best");
    bestWeights = saved.arraysOrNull("best_weights");
  }

  @Override
  public void onTrainEnd(Logs logs) {
    if (stoppedEpoch > 0 && verbose > 0) {
      printLine("Epoch " + (stoppedEpoch + 1) + ": early stopping");
    }
    List<NDArray> weights = bestWeights;
    if (restoreBestWeights && weights != null) {
      if (verbose > 0) {
        printLine(
            "Restoring model weights from the end of the best epoch: " + (bestEpoch + 1) + ".");
      }
      model().setWeights(weights);
      bestWeights = null;
    }
  }
}
