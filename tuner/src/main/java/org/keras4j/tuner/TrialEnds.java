package org.keras4j.tuner;

import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Takes what askers say about how their trials went. */
final class TrialEnds {
  private static final Set<TrialStatus> ENDS =
      EnumSet.of(TrialStatus.COMPLETED, TrialStatus.INVALID, TrialStatus.FAILED);

  private final SearchState state;
  private final TrialReports reports;
  private final RunEnds runs;
  private final FailureLimit failureLimit;

  TrialEnds(SearchState state, TrialReports reports, RunEnds runs, FailureLimit failureLimit) {
    this.state = state;
    this.reports = reports;
    this.runs = runs;
    this.failureLimit = failureLimit;
  }

  /** Ends a trial with its metrics, unless it has ended with them. */
  Trial complete(String trialId, Map<String, Double> metrics) {
    Trial trial = state.ledger().get(trialId);
    int step = trial.metrics().nextStep();
    // One that was scored NaN is not COMPLETED.
    if (hasEnded(trial) && trial.score() != null && trial.metrics().endsWith(metrics)) {
      return trial.snapshot();
    }
    requireRunning(trial, "complete");
    return complete(trial.forWorker(), metrics, step);
  }

  /** Ends a trial with what its run has added to its hyperparameters. */
  Trial complete(Trial worked, Map<String, Double> metrics, int step) {
    Trial trial = state.ledger().get(worked.trialId());
    MetricsTracker before = trial.metrics().copy();
    reports.update(worked.trialId(), metrics, step);
    worked.setStatus(TrialStatus.COMPLETED);
    try {
      end(worked);
    } finally {
      if (!hasEnded(trial)) {
        trial.metrics().restore(before);
      }
    }
    return trial.snapshot();
  }

  /** Ends a trial without a result, unless it has ended so. */
  Trial fail(String trialId, Throwable reason) {
    Trial trial = state.ledger().get(trialId);
    if (hasEnded(trial) && trial.status() != TrialStatus.COMPLETED) {
      return trial.snapshot();
    }
    requireRunning(trial, "fail");
    Trial worked = trial.forWorker();
    worked.fail(Oracle.statusAfter(reason), reason);
    end(worked);
    return state.ledger().get(trialId).snapshot();
  }

  private static boolean hasEnded(Trial trial) {
    return ENDS.contains(trial.status());
  }

  /** Ends the run of a trial as its worker leaves it, unless it has ended so. */
  void end(Trial worked) {
    Trial trial = state.ledger().get(Objects.requireNonNull(worked, "trial").trialId());
    requireEnd(worked);
    boolean completed = worked.status() == TrialStatus.COMPLETED;
    if (hasEnded(trial) && completed == (trial.status() == TrialStatus.COMPLETED)) {
      return;
    }
    requireRunning(trial, "endTrial");
    state.store().files().exclusively(() -> runs.end(trial, worked));
    failureLimit.check(state.ledger().ended());
  }

  /** Queues a running trial that nobody runs any more. */
  void putBack(String trialId) {
    if (state.ledger().ongoingIds().contains(trialId)) {
      state.ledger().end(state.ledger().get(trialId), false);
      state.retries().add(trialId);
    }
  }

  /** Refuses what a trial that has ended is told. */
  static void requireRunning(Trial trial, String method) {
    if (trial.status() != TrialStatus.RUNNING) {
      throw new IllegalStateException(
          method
              + ": trial "
              + trial.trialId()
              + " has ended already as "
              + trial.status()
              + (trial.score() == null ? "" : ", with the score " + trial.score())
              + ". A trial is ended once; ask for another one");
    }
  }

  /** Refuses a trial whose worker does not say how its run went. */
  private static void requireEnd(Trial worked) {
    if (!ENDS.contains(worked.status())) {
      throw new IllegalArgumentException(
          "endTrial: trial "
              + worked.trialId()
              + " has the status "
              + worked.status()
              + ", expected one of "
              + ENDS
              + ". Say how the run went with trial.setStatus");
    }
  }
}
