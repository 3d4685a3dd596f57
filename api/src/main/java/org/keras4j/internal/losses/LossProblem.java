package org.keras4j.internal.losses;

import org.jspecify.annotations.Nullable;
import org.keras4j.losses.Loss;
import org.keras4j.ndarray.Shape;

/** The error for targets that a loss cannot take. */
public final class LossProblem {

  private LossProblem() {}

  /**
   * Refuses the targets if there is a problem.
   *
   * @param of whose loss it is, such as {@code " of output 'digit'"}, or nothing
   * @param problem the end of a sentence that begins with the loss, or null
   */
  public static void refuse(
      Loss loss, String of, @Nullable String problem, Shape targets, Shape predictions) {
    if (problem != null) {
      throw new IllegalArgumentException(
          "Loss '"
              + loss.name()
              + "'"
              + of
              + " "
              + problem
              + ". Targets have shape "
              + targets
              + ", the output has shape "
              + predictions);
    }
  }
}
