package org.keras4j.callbacks;

/** Prints how training goes, as Keras does. */
public final class ProgbarLogger extends Callback {

  /** Makes the callback. */
  public ProgbarLogger() {}

  @Override
  public void onEpochEnd(int epoch, Logs logs) {
    System.out.println(epoch + " " + logs);
  }
}
