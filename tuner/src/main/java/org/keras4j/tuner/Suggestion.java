package org.keras4j.tuner;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An oracle's answer to the question for the next trial: values to run, or a reason why there are
 * none.
 *
 * @param status {@link TrialStatus#RUNNING}, {@link TrialStatus#IDLE} or {@link
 *     TrialStatus#STOPPED}
 * @param values the values of the active hyperparameters; empty unless running
 */
public record Suggestion(TrialStatus status, Map<String, Object> values) {
  private static final Set<TrialStatus> ANSWERS =
      EnumSet.of(TrialStatus.RUNNING, TrialStatus.IDLE, TrialStatus.STOPPED);

  /**
   * Makes a suggestion; {@link #run}, {@link #idle} and {@link #stop} are shorter.
   *
   * @param status what the suggestion is
   * @param values the values of the active hyperparameters
   * @throws IllegalArgumentException if the status is another one
   */
  public Suggestion {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(values, "values");
    if (!ANSWERS.contains(status)) {
      throw new IllegalArgumentException(
          "A suggestion has one of the statuses " + ANSWERS + "; received " + status);
    }
  }

  /**
   * Suggests to run some values.
   *
   * @param values the values of the active hyperparameters, by full name
   */
  public static Suggestion run(Map<String, Object> values) {
    return new Suggestion(
        TrialStatus.RUNNING, new LinkedHashMap<>(Objects.requireNonNull(values, "values")));
  }

  /** Says that the next values depend on trials that are still running. */
  public static Suggestion idle() {
    return new Suggestion(TrialStatus.IDLE, Map.of());
  }

  /** Says that there is nothing left to try. */
  public static Suggestion stop() {
    return new Suggestion(TrialStatus.STOPPED, Map.of());
  }
}
