package org.keras4j.tuner;

import java.util.List;

/** Numbers the trials of a search. */
final class TrialIds {
  private TrialIds() {}

  /**
   * Returns the id of the next trial.
   *
   * @param followsLimit whether the width of ids follows a limit that was changed
   */
  static String next(SearchState state, boolean followsLimit) {
    int width = width(state, followsLimit);
    int number = state.ledger().size();
    String id = padded(number, width);
    // A trial may be gone, and others in the folder that this oracle has not read.
    while (state.ledger().has(id)
        || state.tried().knows(id)
        || state.store().files().hasTrial(id)) {
      id = padded(++number, width);
    }
    return id;
  }

  private static int width(SearchState state, boolean followsLimit) {
    List<Trial> earlier = state.ledger().all();
    String first = earlier.isEmpty() ? "" : earlier.get(0).trialId();
    // The limit may have been raised since, but the ids of one search are to look alike.
    if (!followsLimit && first.matches("[0-9]{1,9}")) {
      return first.length();
    }
    Integer maxTrials = state.maxTrials();
    // KerasTuner pads to the length of str(max_trials), for no limit that of "None".
    return maxTrials == null ? 4 : maxTrials.toString().length();
  }

  // Not by a format: in some languages that gives other digits.
  private static String padded(int number, int width) {
    String digits = Integer.toString(number);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }
}
