package org.keras4j.tuner;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Tells what was interrupted from what failed, whatever exception came of it. */
final class Interruption {
  static final String MESSAGE =
      "The search was stopped because its thread was interrupted; a search of the same project goes"
          + " on with it";

  // Causes may go round in a circle.
  private static final int CAUSES = 100;

  private Interruption() {}

  /**
   * Looks whether something failed because its thread was interrupted. Code that waits for
   * something often throws an exception of its own then, with or without interrupting the thread
   * again.
   *
   * @param failure what came of it
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
    for (int i = 0; cause != null && i < CAUSES; i++) {
      if (cause instanceof InterruptedException) {
        return true;
      }
      // Behind an ExecutionException another thread was interrupted.
      cause = cause instanceof ExecutionException ? null : cause.getCause();
    }
    return false;
  }
}
