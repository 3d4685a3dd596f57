package org.keras4j.tuner;

/** Where a trial stands. */
public enum TrialStatus {
  /** It has values and is being run. */
  RUNNING,
  /** An empty trial: the oracle waits for others to end; ask again. */
  IDLE,
  /** The run ended without a valid result; the trial may be tried again. */
  INVALID,
  /** An empty trial: the search has ended. */
  STOPPED,
  /** The run ended with a score. */
  COMPLETED,
  /** The run ended without a valid result and will not be tried again. */
  FAILED
}
