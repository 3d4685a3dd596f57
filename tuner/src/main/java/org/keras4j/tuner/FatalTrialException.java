package org.keras4j.tuner;

/** A mistake that every trial would repeat: it ends the whole search. KerasTuner's FatalError. */
public class FatalTrialException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what is wrong and what to do
   */
  public FatalTrialException(String message) {
    super(message);
  }
}
