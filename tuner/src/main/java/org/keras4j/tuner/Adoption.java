package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.List;

/** Goes on with a search under what the program declares now, with the trials that still fit. */
final class Adoption {
  private final Oracle oracle;
  private final SearchState state;
  private final boolean allowChanges;

  Adoption(Oracle oracle, SearchState state, boolean allowChanges) {
    this.oracle = oracle;
    this.state = state;
    this.allowChanges = allowChanges;
  }

  /**
   * Compares a search with what the program declares.
   *
   * @param oldObjective the objective the search had
   * @throws IllegalStateException if there are changes and they are not allowed
   */
  void adopt(String oldObjective, HyperParameters declared) {
    String objective = state.objective().toString();
    SpaceChanges changes = new SpaceChanges(state.space().known(), declared);
    boolean rescored = !oldObjective.equals(objective);
    if (!rescored && changes.isEmpty()) {
      return;
    }
    List<String> texts = new ArrayList<>(changes.texts());
    if (rescored) {
      texts.add(0, "the objective was " + oldObjective + ", is " + objective);
    }
    String what = String.join("; ", texts);
    requireAllowed(what);
    changes.applyTo(state.space().known());
    List<String> unfit = new ArrayList<>();
    for (Trial trial : state.ledger().all()) {
      if (changes.fit(trial.hyperparameters()) && (!rescored || trial.fits(state.objective()))) {
        change(trial, changes, rescored);
      } else {
        unfit.add(trial.trialId());
        state.ledger().remove(trial.trialId());
        state.retries().remove(trial.trialId());
      }
    }
    state.store().leaveOut(unfit);
    System.getLogger("org.keras4j.tuner")
        .log(
            System.Logger.Level.WARNING,
            "The program has changed since the search began: {0}. The search goes on without the"
                + " trials {1}",
            what,
            unfit);
  }

  private void requireAllowed(String what) {
    if (!allowChanges) {
      throw new IllegalStateException(
          "The program is not the one that began the search of "
              + state.store().files().oracleFile()
              + ": "
              + what
              + ". Change it back, or go on with the trials that still fit by allowChanges(true)");
    }
  }

  private void change(Trial trial, SpaceChanges changes, boolean rescored) {
    trial.change(changes);
    if (rescored && trial.status() == TrialStatus.COMPLETED) {
      trial.setScore(oracle.scoreTrial(trial.snapshot()), trial.bestStep());
    }
    state.store().saveLater(trial.trialId());
  }
}
