package org.keras4j.tuner;

import java.util.Map;
import java.util.Objects;

/** Begins trials: those to be tried again first, then new ones as the algorithm chooses. */
final class TrialStarts {
  private final Oracle oracle;
  private final SearchState state;
  private final OracleFile file;

  TrialStarts(Oracle oracle, SearchState state, OracleFile file) {
    this.oracle = oracle;
    this.state = state;
    this.file = file;
  }

  /** Returns what an asker is to run: what it is running, or the next trial. */
  Trial next(String tunerId) {
    Trial current = state.ledger().ongoingOf(tunerId);
    if (current != null) {
      return current.forWorker();
    }
    state.store().files().requireOwnSearch();
    state.budget().start();
    String usedUp = state.budget().usedUp(state.ledger().all());
    if (usedUp != null) {
      state.display().line("\n" + usedUp);
      return new Trial(nextId(), state.space().known().copy(), TrialStatus.STOPPED);
    }
    String retried = state.retries().poll();
    if (retried != null) {
      Trial trial = state.ledger().get(retried);
      if (trial.status() == TrialStatus.RUNNING) {
        trial.history().beginAgain();
      }
      trial.restart();
      return begin(tunerId, trial);
    }
    // From before the choice, which a search that is killed before the next save makes once more.
    String unbegun = state.store().files().hasBegun() ? null : file.text();
    String trialId = nextId();
    Suggestion suggestion = suggestion(trialId);
    HyperParameters values = state.space().known().copy();
    values.replaceValues(suggestion.values());
    Trial trial = new Trial(trialId, values, suggestion.status());
    if (suggestion.status() != TrialStatus.RUNNING) {
      return trial;
    }
    values.ensureActiveValues(oracle::missingValue);
    state.tried().record(trialId, values.values());
    state.ledger().add(trial);
    if (unbegun != null) {
      state.ledger().begin(tunerId, trial);
      beginSearch(unbegun, trialId);
    }
    return begin(tunerId, trial);
  }

  /** Makes the search one that can be resumed before it has the files of a trial. */
  private void beginSearch(String unbegun, String trialId) {
    state.store().saveLater(trialId);
    state.store().files().saveOracle(unbegun);
  }

  private String nextId() {
    return TrialIds.next(state, oracle.countsLikeKerasTuner());
  }

  private Suggestion suggestion(String trialId) {
    Integer left = state.remainingTrials();
    if (left != null && left == 0) {
      return Suggestion.stop();
    }
    HyperParameters space = state.space().known();
    // Before the guesses: an earlier search that does not fit is named at once.
    Map<String, Object> best = state.earlier().untried(space, state.ledger().all(), state.tried());
    Map<String, Object> polled = state.guesses().poll(space, state.tried());
    Map<String, Object> guess = polled == null ? best : polled;
    return guess != null
        ? oracle.guess(trialId, guess)
        : Objects.requireNonNull(
            oracle.populateSpace(trialId), "populateSpace must return a suggestion, not null");
  }

  private Trial begin(String tunerId, Trial trial) {
    state.ledger().begin(tunerId, trial);
    trial.history().begin();
    state.store().save(trial);
    state.display().trialBegins(trial, state.ledger().size(), state.best());
    file.save();
    return trial.forWorker();
  }
}
