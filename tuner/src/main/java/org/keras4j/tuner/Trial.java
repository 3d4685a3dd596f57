package org.keras4j.tuner;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One combination of hyperparameter values and what came of it.
 *
 * <p>Trials are made and kept by an {@link Oracle}, which hands out copies: what is done to one
 * changes nothing in the search, until {@link Oracle#endTrial} takes the result of a run over. The
 * getters may be called by any thread.
 */
public final class Trial {
  private final String trialId;
  private final MetricsTracker metrics;
  private TrialHistory history = new TrialHistory();
  private HyperParameters hyperparameters;
  private @Nullable Double score;
  private @Nullable Integer bestStep = 0;
  private TrialStatus status;
  private @Nullable String message;
  private @Nullable Throwable cause;

  Trial(String trialId, HyperParameters hyperparameters, TrialStatus status) {
    this(trialId, hyperparameters, status, new MetricsTracker());
  }

  private Trial(
      String trialId, HyperParameters hyperparameters, TrialStatus status, MetricsTracker metrics) {
    this.trialId = trialId;
    this.hyperparameters = hyperparameters;
    this.status = status;
    this.metrics = metrics;
  }

  /** Returns the trial's number as text, padded with zeros. */
  public String trialId() {
    return trialId;
  }

  /** Returns the search space with this trial's values. */
  public synchronized HyperParameters hyperparameters() {
    return hyperparameters;
  }

  /** Returns the metrics reported so far. */
  public MetricsTracker metrics() {
    return metrics;
  }

  /** Returns the best value of the objective; null before the trial is completed. */
  public synchronized @Nullable Double score() {
    return score;
  }

  /**
   * Returns the step of the best value, counted from 0; null if there is none. Of a training it is
   * the place of the epoch in the history, as in KerasTuner; {@link TrialRecord#bestStep} is the
   * epoch as fit counts it, which is another one where the training did not begin with epoch 0.
   */
  public synchronized @Nullable Integer bestStep() {
    return bestStep;
  }

  /** Returns where the trial stands. */
  public synchronized TrialStatus status() {
    return status;
  }

  /** Returns the stack trace of what made the trial fail; null if nothing did. */
  public synchronized @Nullable String message() {
    return message;
  }

  /**
   * Returns what made the trial fail.
   *
   * @return the exception; null if nothing failed or the trial was read from disk, where only the
   *     {@link #message()} is kept
   */
  public synchronized @Nullable Throwable cause() {
    return cause;
  }

  /** A copy of all that is known now; what its owner does to it, the oracle does not see. */
  synchronized Trial snapshot() {
    Trial copy = new Trial(trialId, hyperparameters.copy(), status, metrics.copy());
    copy.score = score;
    copy.bestStep = bestStep;
    copy.message = message;
    copy.cause = cause;
    copy.history = history.copy();
    return copy;
  }

  /** The history, which whoever runs the trial shares with the oracle. */
  synchronized TrialHistory history() {
    return history;
  }

  synchronized void setHistory(TrialHistory read) {
    history = read;
  }

  /**
   * Returns all that is known of the trial now, every epoch of every training included.
   *
   * @return a record that does not change any more
   */
  public synchronized TrialRecord record() {
    List<List<EpochRecord>> executions = history.executions();
    if (executions.isEmpty() && !metrics.names().isEmpty()) {
      executions = List.of(metrics.bySteps());
    }
    return new TrialRecord(
        trialId,
        status,
        hyperparameters.values(),
        score,
        history.epochOf(bestStep),
        message,
        history.began(),
        history.ended(),
        history.isPruned(),
        executions,
        status == TrialStatus.COMPLETED ? metrics.valuesAtOrLast(bestStep) : Map.of());
  }

  /** A copy for whoever runs the trial: a model may add hyperparameters to it undisturbed. */
  synchronized Trial forWorker() {
    Trial worker = new Trial(trialId, hyperparameters.copy(), status, metrics);
    worker.history = history;
    return worker;
  }

  /** Takes over how a run went. */
  synchronized void takeOver(Trial worked) {
    hyperparameters = worked.hyperparameters().copy();
    status = worked.status();
    message = worked.message();
    cause = worked.cause();
  }

  /**
   * Says how a run went, before {@link Oracle#endTrial}.
   *
   * @param newStatus {@link TrialStatus#COMPLETED}, {@link TrialStatus#INVALID} or {@link
   *     TrialStatus#FAILED}
   */
  public synchronized void setStatus(TrialStatus newStatus) {
    status = Objects.requireNonNull(newStatus, "newStatus");
  }

  /**
   * Scores a completed trial anew by an objective that it was not made for.
   *
   * @return whether it has the metrics of the objective
   */
  synchronized boolean fits(Objective objective) {
    if (status != TrialStatus.COMPLETED) {
      return true;
    }
    int step = bestStep == null ? 0 : bestStep;
    Map<String, Double> logs = metrics.valuesAtOrLast(step);
    logs.remove("multi_objective");
    if (!objective.hasValue(logs)) {
      return false;
    }
    double value = objective.getValue(logs);
    metrics.replace(objective.name(), objective.direction(), value, step);
    return !Double.isNaN(value);
  }

  synchronized void setScore(@Nullable Double newScore, @Nullable Integer newBestStep) {
    score = newScore;
    bestStep = newBestStep;
  }

  /** Ends a run without a result and keeps the reason. */
  synchronized void fail(TrialStatus newStatus, Throwable reason) {
    StringWriter trace = new StringWriter();
    reason.printStackTrace(new PrintWriter(trace));
    status = newStatus;
    message = trace.toString();
    cause = reason;
  }

  /** Forgets an earlier run, whose NaNs would spoil the averages of the next one. */
  synchronized void restart() {
    metrics.clear();
    score = null;
    bestStep = 0;
    message = null;
    cause = null;
    status = TrialStatus.RUNNING;
  }

  /**
   * Describes the trial as KerasTuner's {@code Trial.summary()} prints it.
   *
   * @return several lines, each ended by a line feed
   */
  public synchronized String summary() {
    StringBuilder text = new StringBuilder();
    text.append("Trial ").append(trialId).append(" summary\nHyperparameters:\n");
    if (hyperparameters.values().isEmpty()) {
      text.append("default configuration\n");
    }
    hyperparameters
        .values()
        .forEach((k, v) -> text.append(k).append(": ").append(PythonText.str(v)).append('\n'));
    if (score != null) {
      text.append("Score: ").append(PythonText.repr(score)).append('\n');
    }
    if (message != null) {
      text.append(message).append('\n');
    }
    return text.toString();
  }

  /** Lets a change of the search space reach the trial's hyperparameters. */
  synchronized void change(SpaceChanges changes) {
    changes.applyTo(hyperparameters);
  }

  synchronized Map<String, @Nullable Object> getState() {
    return Json.object(
        "trial_id", trialId,
        "hyperparameters", hyperparameters.getConfig(),
        "metrics", metrics.getConfig(),
        "score", score,
        "best_step", bestStep,
        "status", status.name(),
        "message", message);
  }

  static Trial fromState(JsonObject state) {
    Trial trial =
        new Trial(
            state.string("trial_id"),
            HyperParameters.fromConfig(state.object("hyperparameters")),
            TrialStatus.valueOf(state.string("status")),
            MetricsTracker.fromConfig(state.object("metrics")));
    trial.score = state.isNull("score") ? null : state.number("score");
    if (trial.status == TrialStatus.COMPLETED && trial.score == null) {
      throw new IllegalStateException(state.origin() + ": a completed trial has no \"score\"");
    }
    trial.bestStep = state.isNull("best_step") ? null : state.integer("best_step");
    trial.message = state.isNull("message") ? null : state.string("message");
    return trial;
  }

  @Override
  public synchronized String toString() {
    return "Trial "
        + trialId
        + " ("
        + status
        + ", score "
        + score
        + ") "
        + PythonText.repr(hyperparameters.values());
  }
}
