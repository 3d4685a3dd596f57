package org.keras4j.callbacks;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ends training when the loss is no longer a finite number: Keras's {@code TerminateOnNaN}.
 *
 * <p>It looks at the loss after every batch, which costs a fetch from the device each time.
 */
public final class TerminateOnNaN extends Callback {

  private boolean raiseError;

  /** Makes the callback. */
  public TerminateOnNaN() {}

  /**
   * Sets whether {@code fit} ends with an exception rather than quietly, so that no other callback
   * takes the failed model for the result. By default false.
   */
  public TerminateOnNaN raiseError(boolean raise) {
    raiseError = raise;
    return this;
  }

  @Override
  public void onTrainBatchEnd(int batch, Logs logs) {
    Double loss = logs.get("loss");
    if (loss == null || Double.isFinite(loss)) {
      return;
    }
    if (raiseError) {
      throw new IllegalStateException(
          "Training was ended after batch "
              + batch
              + ": the loss is "
              + loss
              + ". A lower learning rate or clipping of gradients may help; look for NaN in the data");
    }
    printLine("Batch " + batch + ": Invalid loss, terminating training");
    model().stopTraining(true);
  }

  @Override
  protected Map<String, @Nullable Object> saveState() {
    return Map.of();
  }
}
