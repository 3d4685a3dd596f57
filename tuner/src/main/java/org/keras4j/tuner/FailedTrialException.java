package org.keras4j.tuner;

/**
 * Says that a trial's values are no good: it fails and is not tried again, the search goes on.
 * KerasTuner's {@code FailedTrialError}.
 */
public class FailedTrialException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message why the values are no good
   */
  public FailedTrialException(String message) {
    super(message);
  }
}
