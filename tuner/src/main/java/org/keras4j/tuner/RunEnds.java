package org.keras4j.tuner;

import org.jspecify.annotations.Nullable;

/** Ends runs of trials: scores a trial, or queues it for another try, or gives it up. */
final class RunEnds {
  private final Oracle oracle;
  private final SearchState state;
  private final OracleFile file;

  RunEnds(Oracle oracle, SearchState state, OracleFile file) {
    this.oracle = oracle;
    this.state = state;
    this.file = file;
  }

  /** Ends a run of a recorded trial as its worker leaves it. */
  void end(Trial trial, Trial worked) {
    // Both may throw what a program has done wrong; then the trial is running as before.
    state.space().update(worked.hyperparameters());
    Double score = score(trial, worked);
    trial.takeOver(worked);
    if (score != null) {
      take(trial, score);
    }
    trial.hyperparameters().ensureActiveValues(oracle::missingValue);
    state.tried().record(trial.trialId(), trial.hyperparameters().values());
    Retries retries = state.retries();
    retries.ran(trial.trialId());
    // A run that was cut off by a restart may be told of after it.
    retries.remove(trial.trialId());
    state.ledger().end(trial, !retry(trial));
    trial.history().end();
    oracle.runEnded(trial);
    state.store().save(trial);
    file.save();
    state.display().trialEnds(trial, state.objective(), state.best());
    state.display().print(state.budget().display(state.ledger().all()));
  }

  private @Nullable Double score(Trial trial, Trial worked) {
    if (worked.status() != TrialStatus.COMPLETED) {
      return null;
    }
    Trial ended = trial.snapshot();
    ended.takeOver(worked);
    return oracle.scoreTrial(ended);
  }

  private void take(Trial trial, double score) {
    trial.setScore(score, bestStep(trial));
    if (Double.isNaN(score)) {
      trial.fail(
          TrialStatus.INVALID,
          new ArithmeticException("The objective \"" + state.objective().name() + "\" is NaN."));
    }
  }

  private @Nullable Integer bestStep(Trial trial) {
    String objective = state.objective().name();
    return trial.metrics().exists(objective) ? trial.metrics().getBestStep(objective) : null;
  }

  private boolean retry(Trial trial) {
    if (trial.status() != TrialStatus.INVALID) {
      return false;
    }
    String id = trial.trialId();
    Retries retries = state.retries();
    if (retries.left(id) <= 0) {
      trial.setStatus(TrialStatus.FAILED);
      return false;
    }
    String text = " failed " + retries.runs(id) + " times. " + retries.left(id) + " retries left.";
    state.display().line("Trial " + id + text);
    retries.add(id);
    return true;
  }
}
