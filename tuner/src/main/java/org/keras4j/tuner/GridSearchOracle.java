package org.keras4j.tuner;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tries all combinations of the space, one after the other. KerasTuner's {@code GridSearchOracle}.
 *
 * <p>The first trial has all defaults. Behind a trial comes the one that differs in the last
 * hyperparameter that has another value left, with the defaults of those declared after it: the
 * last declared varies fastest, and the values of each are its default and then the others in their
 * order. Hyperparameters whose conditions are not fulfilled take no part. The space may grow: when
 * a trial declares a new hyperparameter, its combinations are put in behind the trials that have
 * its default.
 *
 * <p>Of a {@code Float} or a logarithmic {@code Int} without a step ten values are tried, in the
 * middles of ten equal parts of the range, and the default. As in KerasTuner they come in the order
 * of a set of Python.
 *
 * <p>With one worker the order is KerasTuner's. Of several, KerasTuner lets all but one wait; here
 * they go on behind the trials that are still running.
 *
 * <p>Without a limit by {@link OracleOptions#maxTrials} the search ends when all were tried; {@link
 * OracleOptions#repeatTrials} has no effect. Trials that failed are not tried otherwise.
 */
public class GridSearchOracle extends Oracle {
  private final GridOrder order = new GridOrder();
  private boolean resumed;
  // The size of the space when all trials were last gone through.
  private int looked = -1;

  /**
   * Creates an oracle.
   *
   * @param options what it shall optimise; by default all combinations are tried
   */
  public GridSearchOracle(OracleOptions options) {
    super(options);
  }

  @Override
  protected Suggestion populateSpace(String trialId) {
    GridCombinations grid = new GridCombinations(getSpace().space());
    Map<String, Trial> trials = new LinkedHashMap<>();
    state().ledger().all().forEach(trial -> trials.put(trial.trialId(), trial));
    meetOthers(grid, trials);

    Map<String, Object> values = first(grid, trials);
    if (values != null) {
      order.insert(0, trialId);
      // At once, for other workers; once more when it has ended, as it may bring hyperparameters.
      order.enqueue(trialId);
      return Suggestion.run(values);
    }
    Suggestion next = fromQueue(trialId, grid, trials);
    if (next != null) {
      return next;
    }
    if (!ongoingTrialIds().isEmpty()) {
      // A trial that is running may declare something new: what was left out is put in later.
      next = behindRunning(trialId, grid, trials);
      return next == null ? Suggestion.idle() : next;
    }
    if (looked != state().space().known().space().size()) {
      // Trials that ended before a hyperparameter was declared have gaps behind them.
      looked = state().space().known().space().size();
      order.enqueueAll();
      next = fromQueue(trialId, grid, trials);
    }
    return next == null ? Suggestion.stop() : next;
  }

  private @Nullable Suggestion fromQueue(
      String trialId, GridCombinations grid, Map<String, Trial> trials) {
    for (String id = order.poll(); id != null; id = order.poll()) {
      Map<String, Object> values = after(id, grid, trials);
      if (values != null) {
        order.insertAfter(id, trialId);
        return Suggestion.run(values);
      }
    }
    return null;
  }

  /** Goes on behind trials that have not ended; KerasTuner waits for them. */
  private @Nullable Suggestion behindRunning(
      String trialId, GridCombinations grid, Map<String, Trial> trials) {
    Set<String> running = new HashSet<>(ongoingTrialIds());
    for (String id : List.copyOf(order.ordered())) {
      Map<String, Object> values = running.contains(id) ? after(id, grid, trials) : null;
      if (values != null) {
        order.insertAfter(id, trialId);
        return Suggestion.run(values);
      }
    }
    return null;
  }

  /** Returns all defaults, unless a trial has them. */
  private @Nullable Map<String, Object> first(GridCombinations grid, Map<String, Trial> trials) {
    Map<String, Object> first = grid.first();
    boolean missing =
        order.ordered().isEmpty()
            || grid.compare(first, valuesOf(order.ordered().get(0), trials)) < 0;
    return missing && grid.contains(first) ? first : null;
  }

  /** Returns the combination behind a trial, unless there is none or a trial has it. */
  private @Nullable Map<String, Object> after(
      String trialId, GridCombinations grid, Map<String, Trial> trials) {
    Map<String, Object> next = order.has(trialId) ? grid.after(valuesOf(trialId, trials)) : null;
    String following = order.after(trialId);
    return next == null
            || (following != null && grid.compare(next, valuesOf(following, trials)) >= 0)
        ? null
        : next;
  }

  private static Map<String, Object> valuesOf(String trialId, Map<String, Trial> trials) {
    Trial trial = trials.get(trialId);
    return trial == null ? Map.of() : trial.hyperparameters().values();
  }

  /** Puts trials in that this oracle did not suggest, and fills the gaps of those that are gone. */
  private void meetOthers(GridCombinations grid, Map<String, Trial> trials) {
    Comparator<String> byValues = (a, b) -> grid.compare(valuesOf(a, trials), valuesOf(b, trials));
    boolean changed = order.keep(onGrid(grid, trials));
    if (resumed) {
      // A program with other defaults or another order of choices has another order of trials.
      changed |= order.sort(byValues);
      resumed = false;
    }
    for (Trial trial : trials.values()) {
      Map<String, Object> values = trial.hyperparameters().values();
      if (!order.has(trial.trialId()) && grid.contains(values)) {
        int place = Collections.binarySearch(order.ordered(), trial.trialId(), byValues);
        if (place < 0) {
          order.insert(-place - 1, trial.trialId());
          changed = true;
        }
      }
    }
    if (changed) {
      order.enqueueAll();
    }
  }

  /** The trials but those that a program with other ranges or steps has left. */
  private Set<String> onGrid(GridCombinations grid, Map<String, Trial> trials) {
    if (!resumed) {
      return trials.keySet();
    }
    Set<String> fitting = new HashSet<>(trials.keySet());
    fitting.removeIf(id -> !grid.contains(valuesOf(id, trials)));
    return fitting;
  }

  @Override
  void runEnded(Trial trial) {
    order.enqueue(trial.trialId());
  }

  @Override
  boolean repeats() {
    return false;
  }

  @Override
  protected void saveState(Map<String, @Nullable Object> state) {
    order.save(state);
  }

  @Override
  protected void loadState(Map<String, ? extends @Nullable Object> state) {
    order.load(new JsonObject(state, "oracle.json"));
    resumed = true;
  }
}
