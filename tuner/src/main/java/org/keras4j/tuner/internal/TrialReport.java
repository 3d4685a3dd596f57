package org.keras4j.tuner.internal;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How a trial went on another machine.
 *
 * @param hyperparameters space and values as JSON, with what the model has declared
 * @param history every epoch of every training as JSON
 * @param metrics the metrics that count and their epoch as JSON; null if the trial failed
 * @param failure why it failed; null if it did not
 */
public record TrialReport(
    String hyperparameters, String history, @Nullable String metrics, @Nullable Failure failure)
    implements Serializable {

  /** What a failure means for the search. */
  public enum Kind {
    /** Others may be tried, and this one again. */
    INVALID,
    /** Others may be tried. */
    FAILED,
    /** Each trial would fail so. */
    FATAL
  }

  /**
   * An exception as text, because its class may be one that only the other machine has.
   *
   * @param kind what it means
   * @param message its message
   * @param trace its stack trace, message and causes included
   */
  public record Failure(Kind kind, String message, String trace) implements Serializable {}
}
