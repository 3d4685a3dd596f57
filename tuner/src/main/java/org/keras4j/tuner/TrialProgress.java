package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.callbacks.TrainingVariables;
import org.keras4j.ndarray.NDArray;

/**
 * How far the run of a trial has come: the trainings it has done and the one it is in. It is backed
 * up, so that a run that is cut off goes on after its last epoch, with the same numbers as one that
 * is not.
 */
final class TrialProgress {
  private static final System.Logger LOG = System.getLogger("org.keras4j.tuner");
  private static final int VERSION = 1;

  private final TrialFolder folder;
  private final TrialHistory history;
  private final SaveBestEpoch saver;
  private final @Nullable BackupPace pace;
  private final TrialBackup backup;
  private final String run;
  private List<TrialResult> results = List.of();
  private Map<String, @Nullable Object> bestBefore = Map.of();
  private @Nullable JsonObject training;

  /**
   * @param pace when to back up; null for never
   * @param run a text that another run of the trial, which cannot go on with this one, does not
   *     have
   */
  TrialProgress(
      TrialFolder folder,
      TrialHistory history,
      SaveBestEpoch saver,
      @Nullable BackupPace pace,
      String run) {
    this.folder = folder;
    this.history = history;
    this.saver = saver;
    this.pace = pace;
    this.backup = folder.backup();
    this.run = Sha256.hex(run);
  }

  /** Begins the run, or goes on with the one that was backed up; returns its results so far. */
  List<TrialResult> begin() {
    try {
      JsonObject state = pace == null ? null : backup.read();
      if (state != null) {
        return goOn(state);
      }
    } catch (BackupMisfitException e) {
      note(e);
    }
    return beginAnew();
  }

  private List<TrialResult> goOn(JsonObject state) {
    try {
      if (state.integer("version") != VERSION || !state.string("run").equals(run)) {
        throw new BackupMisfitException("the search has other settings");
      }
      List<TrialResult> done =
          state.objects("results").stream().map(TrialResult::fromState).toList();
      training = state.isNull("training") ? null : state.object("training");
      bestBefore = Json.object("best", state.get("best"), "saved", state.bool("saved"));
      saver.setState(new JsonObject(bestBefore, state.origin()));
      history.takeExecutions(state.object("history"));
      history.keepExecutions(done.size());
      results = done;
      return new ArrayList<>(done);
    } catch (IllegalStateException | ClassCastException | NullPointerException e) {
      throw new BackupMisfitException("it is damaged: " + e.getMessage(), e);
    }
  }

  /** Begins from the start after all. */
  List<TrialResult> beginAnew(BackupMisfitException reason) {
    note(reason);
    return beginAnew();
  }

  private List<TrialResult> beginAnew() {
    folder.deleteWeights();
    history.keepExecutions(0);
    results = List.of();
    training = null;
    saver.reset();
    return new ArrayList<>();
  }

  private void note(BackupMisfitException reason) {
    LOG.log(
        System.Logger.Level.WARNING,
        "The trial in {0} is run again from its start; it cannot go on from its backup: {1}",
        folder.path(),
        reason.getMessage());
  }

  /** Begins a training after those with these results; returns what is to watch it. */
  BackupCallback beginTraining(List<TrialResult> before) {
    JsonObject saved = training;
    training = null;
    results = List.copyOf(before);
    bestBefore = saver.getState();
    if (saved == null && !before.isEmpty() && pace != null) {
      forgetTraining();
    }
    return new BackupCallback(this, saved);
  }

  /** Leaves only the trainings before this one in the backup. */
  void forgetTraining() {
    if (pace == null) {
      return;
    }
    if (results.isEmpty()) {
      backup.delete();
    } else {
      backup.write(state(null));
    }
  }

  private Map<String, @Nullable Object> state(@Nullable Map<String, @Nullable Object> now) {
    return Json.object(
        "version",
        VERSION,
        "run",
        run,
        "results",
        results.stream().map(TrialResult::getState).toList(),
        "best",
        bestBefore.get("best"),
        "saved",
        bestBefore.get("saved"),
        "history",
        Json.object("executions", TrialHistory.toTree(history.executions())),
        "training",
        now);
  }

  void whenDue(Runnable action) {
    if (pace != null && pace.isDue()) {
      pace.time(action);
    }
  }

  void backUp(
      Map<String, @Nullable Object> now, TrainingVariables variables, List<NDArray> arrays) {
    now.putAll(saver.getState());
    backup.write(state(now), variables, arrays);
  }

  List<NDArray> load(TrainingVariables variables) {
    return backup.load(variables);
  }

  /** Takes over what a training that goes on has told already. */
  void resume(JsonObject saved) {
    saver.setState(saved);
    JsonObject state = Objects.requireNonNull(backup.read());
    history.takeExecutions(state.object("history"));
  }
}
