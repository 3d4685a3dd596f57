package org.keras4j.tuner;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a trial was run and what every epoch of it logged. Kept in a file of its own, as KerasTuner
 * rewrites those that it knows.
 */
final class TrialHistory {
  private @Nullable Instant began;
  private @Nullable Instant ended;
  private boolean pruned;
  private long epochsBefore;
  private @Nullable Integer bestStep;
  private @Nullable Integer bestEpoch;
  private final List<List<EpochRecord>> executions = new ArrayList<>();

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  synchronized void begin() {
    began = now();
    ended = null;
    pruned = false;
    bestStep = null;
    bestEpoch = null;
    epochsBefore = epochs();
    executions.clear();
  }

  /**
   * Begins a run that may be one that was cut off: its epochs come from a backup or are trained
   * again, and count once.
   */
  synchronized void beginAgain() {
    executions.clear();
    begin();
  }

  synchronized void end() {
    ended = now();
  }

  /** Notes which epoch, counted as by fit, a step of the trial's metrics is. */
  synchronized void noteBest(int step, int epoch) {
    bestStep = step;
    bestEpoch = epoch;
  }

  /** Returns the epoch that a step is; they differ where a training did not begin with epoch 0. */
  synchronized @Nullable Integer epochOf(@Nullable Integer step) {
    return step != null && step.equals(bestStep) ? bestEpoch : step;
  }

  /** Notes that a pruner has stopped the trial. */
  synchronized void prune() {
    pruned = true;
  }

  synchronized boolean isPruned() {
    return pruned;
  }

  synchronized void beginExecution() {
    executions.add(new ArrayList<>());
  }

  /** Forgets the epochs of all but the first executions. */
  synchronized void keepExecutions(int count) {
    while (executions.size() > count) {
      executions.remove(executions.size() - 1);
    }
  }

  synchronized void add(int epoch, Map<String, Double> logs) {
    if (executions.isEmpty()) {
      beginExecution();
    }
    executions.get(executions.size() - 1).add(new EpochRecord(epoch, logs));
  }

  synchronized @Nullable Instant began() {
    return began;
  }

  synchronized @Nullable Instant ended() {
    return ended;
  }

  /** The epochs of all runs, also of those that failed or were stopped. */
  synchronized long epochs() {
    return epochsBefore + executions.stream().mapToLong(List::size).sum();
  }

  synchronized List<List<EpochRecord>> executions() {
    List<List<EpochRecord>> copy = new ArrayList<>();
    executions.forEach(epochs -> copy.add(List.copyOf(epochs)));
    return copy;
  }

  synchronized TrialHistory copy() {
    TrialHistory copy = new TrialHistory();
    copy.began = began;
    copy.ended = ended;
    copy.pruned = pruned;
    copy.epochsBefore = epochsBefore;
    copy.bestStep = bestStep;
    copy.bestEpoch = bestEpoch;
    executions().forEach(epochs -> copy.executions.add(new ArrayList<>(epochs)));
    return copy;
  }

  synchronized Map<String, @Nullable Object> getState() {
    return Json.object(
        "began",
        began == null ? null : began.toString(),
        "ended",
        ended == null ? null : ended.toString(),
        "pruned",
        pruned,
        "epochs_before",
        epochsBefore,
        "best_step",
        bestStep,
        "best_epoch",
        bestEpoch,
        "executions",
        toTree(executions));
  }

  static List<Object> toTree(List<List<EpochRecord>> executions) {
    List<Object> all = new ArrayList<>();
    for (List<EpochRecord> epochs : executions) {
      all.add(
          Json.object(
              "epochs",
              epochs.stream()
                  .map(e -> Json.object("epoch", e.epoch(), "logs", e.logs()))
                  .toList()));
    }
    return all;
  }

  static TrialHistory fromState(JsonObject state) {
    TrialHistory history = new TrialHistory();
    history.began = instant(state, "began");
    history.ended = instant(state, "ended");
    // Searches of earlier versions did not count them.
    history.epochsBefore =
        state.members().containsKey("epochs_before") ? state.longInteger("epochs_before") : 0;
    history.bestStep = integer(state, "best_step");
    history.bestEpoch = integer(state, "best_epoch");
    history.takeExecutions(state);
    return history;
  }

  private static @Nullable Integer integer(JsonObject state, String key) {
    return state.members().containsKey(key) && !state.isNull(key) ? state.integer(key) : null;
  }

  /** Takes over the epochs of a run and whether it was stopped, in place of its own. */
  synchronized void takeExecutions(JsonObject state) {
    // What was saved before there were pruners does not say.
    pruned = state.members().containsKey("pruned") && state.bool("pruned");
    executions.clear();
    for (JsonObject execution : state.objects("executions")) {
      beginExecution();
      for (JsonObject epoch : execution.objects("epochs")) {
        JsonObject saved = epoch.object("logs");
        Map<String, Double> logs = new LinkedHashMap<>();
        saved.members().keySet().forEach(name -> logs.put(name, saved.number(name)));
        add(epoch.integer("epoch"), logs);
      }
    }
  }

  private static @Nullable Instant instant(JsonObject state, String key) {
    try {
      return state.isNull(key) ? null : Instant.parse(state.string(key));
    } catch (DateTimeException e) {
      throw new IllegalStateException(
          state.origin() + ": \"" + key + "\" should be a time, found " + state.string(key), e);
    }
  }
}
