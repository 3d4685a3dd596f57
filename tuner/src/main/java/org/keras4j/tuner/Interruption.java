package org.keras4j.tuner;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Tells runs that were interrupted from those that failed, whatever exception came of it. */
final class Interruption {
  static final String MESSAGE =
      "The search was stopped because its thread was interrupted; a search of the same project goes"
          + " on with it";

  private Interruption() {}

  /**
   * Looks whether a run ended because its thread was interrupted. Code that waits for something
   * often throws an exception of its own then, with or without interrupting the thread again.
   *
   * @param failure what came out of the run
   * @throws CancellationException if so; the thread is interrupted then
   */
  static void check(Throwable failure) {
    if (Thread.currentThread().isInterrupted() || isCauseOf(failure)) {
      Thread.currentThread().interrupt();
      CancellationException stopped = new CancellationException(MESSAGE);
      stopped.initCause(failure);
      throw stopped;
    }
  }

  private static boolean isCauseOf(Throwable failure) {
    @Nullable Throwable cause = failure;
    // Behind an ExecutionException another thread was interrupted.
    while (cause != null && !(cause instanceof ExecutionException)) {
      if (cause instanceof InterruptedException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
