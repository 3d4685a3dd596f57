package org.keras4j.internal.training;

import java.util.concurrent.CancellationException;

/** What happens when the thread of a run is interrupted: the Java form of Python's Ctrl-C. */
final class Interruption {

  private Interruption() {}

  /**
   * Ends the run between two batches; the thread stays interrupted.
   *
   * @param batch the batch that would come next, from 0; a run always makes its first one
   */
  static void check(String what, String model, int batch) {
    if (batch > 0 && Thread.currentThread().isInterrupted()) {
      throw new CancellationException(
          what
              + " of model '"
              + model
              + "' ended before batch "
              + batch
              + " because its thread was interrupted; the model stays usable");
    }
  }
}
