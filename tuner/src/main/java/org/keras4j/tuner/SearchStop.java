package org.keras4j.tuner;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.Logs;

/** The wish that all workers of a search end, at their next batch at the latest. */
final class SearchStop {
  private volatile boolean asked;

  void ask() {
    asked = true;
  }

  boolean isAsked() {
    return asked;
  }

  /**
   * Ends what its thread does, if that is wished.
   *
   * @throws CancellationException if it is; the trial has not failed, a search of the same project
   *     goes on with it
   */
  void check() {
    check(null);
  }

  /** The same after a failure, which may have come of the wish. */
  void check(@Nullable Throwable failure) {
    if (asked) {
      CancellationException stopped =
          new CancellationException(
              "The trial was stopped because the search ends; a search of the same project goes on"
                  + " with it");
      if (failure != null) {
        stopped.initCause(failure);
      }
      throw stopped;
    }
  }

  /** Returns a callback that looks between batches. */
  Callback callback() {
    return new TrialCallback() {
      @Override
      public void onTrainBatchEnd(int batch, Logs logs) {
        check();
      }

      @Override
      public void onTestBatchEnd(int batch, Logs logs) {
        check();
      }
    };
  }
}
