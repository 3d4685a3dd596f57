package org.keras4j.tuner;

import java.util.List;

/** Ends a search in which one trial after the other fails. */
record FailureLimit(int maxConsecutive) {
  /**
   * Looks at the last trials: an earlier run of failures must not end a search that was resumed.
   */
  void check(List<Trial> ended) {
    int failures = 0;
    for (Trial trial : ended) {
      failures = trial.status() == TrialStatus.FAILED ? failures + 1 : 0;
    }
    if (failures < maxConsecutive) {
      return;
    }
    Trial last = ended.get(ended.size() - 1);
    String message = last.message();
    throw new IllegalStateException(
        failures
            + " trials in a row have failed, so the search was ended"
            + " (maxConsecutiveFailedTrials sets the limit). The last one, "
            + last.trialId()
            + ", failed with:\n"
            + (message == null ? "" : message),
        last.cause());
  }
}
