package org.keras4j.tuner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of a trial, as data.
 *
 * @param trialId the trial's id
 * @param status where it stands
 * @param values the values of its hyperparameters by full name
 * @param score the best value of the objective; null before the trial is completed
 * @param bestStep the epoch of the score, counted from 0, as in the executions; null if there is
 *     none
 * @param message the stack trace of what made the trial fail; null if nothing did
 * @param began when its last run began; null if that was not noted, as by KerasTuner
 * @param ended when its last run ended; null if it has not or that was not noted
 * @param pruned whether a {@link Pruner} has stopped its last run
 * @param executions the epochs of each training of the last run. Where nothing was trained by fit,
 *     one list of what was reported, by step
 * @param metrics what was reported at the step of the score, the objective among it, by name, and
 *     the last value of each metric that was not reported then: means over the trainings. Empty
 *     before the trial is completed
 */
public record TrialRecord(
    String trialId,
    TrialStatus status,
    Map<String, Object> values,
    @Nullable Double score,
    @Nullable Integer bestStep,
    @Nullable String message,
    @Nullable Instant began,
    @Nullable Instant ended,
    boolean pruned,
    List<List<EpochRecord>> executions,
    Map<String, Double> metrics) {
  /**
   * Keeps copies of the collections.
   *
   * @param trialId the trial's id
   * @param status where it stands
   * @param values the values of its hyperparameters by full name
   * @param score the best value of the objective
   * @param bestStep the epoch of the score
   * @param message what made the trial fail
   * @param began when its last run began
   * @param ended when its last run ended
   * @param pruned whether a pruner has stopped its last run
   * @param executions the epochs of each training
   * @param metrics what was reported beside the epochs
   */
  public TrialRecord {
    Objects.requireNonNull(trialId, "trialId");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(values, "values");
    Objects.requireNonNull(executions, "executions");
    Objects.requireNonNull(metrics, "metrics");
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    List<List<EpochRecord>> copies = new ArrayList<>();
    for (List<EpochRecord> epochs : executions) {
      copies.add(List.copyOf(Objects.requireNonNull(epochs, "an execution")));
    }
    executions = List.copyOf(copies);
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /**
   * Makes a record of a trial for which nothing was reported beside its epochs.
   *
   * @param trialId the trial's id
   * @param status where it stands
   * @param values the values of its hyperparameters by full name
   * @param score the best value of the objective
   * @param bestStep the epoch of the score
   * @param message what made the trial fail
   * @param began when its last run began
   * @param ended when its last run ended
   * @param pruned whether a pruner has stopped its last run
   * @param executions the epochs of each training
   */
  public TrialRecord(
      String trialId,
      TrialStatus status,
      Map<String, Object> values,
      @Nullable Double score,
      @Nullable Integer bestStep,
      @Nullable String message,
      @Nullable Instant began,
      @Nullable Instant ended,
      boolean pruned,
      List<List<EpochRecord>> executions) {
    this(
        trialId,
        status,
        values,
        score,
        bestStep,
        message,
        began,
        ended,
        pruned,
        executions,
        Map.of());
  }

  Map<String, @Nullable Object> toTree() {
    return Json.object(
        "trial_id", trialId,
        "status", status.name(),
        "values", values,
        "score", score,
        "best_step", bestStep,
        "message", message,
        "began", began == null ? null : began.toString(),
        "ended", ended == null ? null : ended.toString(),
        "pruned", pruned,
        "executions", TrialHistory.toTree(executions),
        "metrics", metrics);
  }
}
