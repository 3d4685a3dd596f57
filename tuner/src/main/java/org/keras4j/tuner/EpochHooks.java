package org.keras4j.tuner;

import org.keras4j.callbacks.Logs;

/** Tells a tuner about the epochs and the batches of a trial. */
final class EpochHooks extends TrialCallback {
  private final Tuner<?> tuner;
  private final Trial trial;

  EpochHooks(Tuner<?> tuner, Trial trial) {
    this.tuner = tuner;
    this.trial = trial;
  }

  @Override
  public void onEpochBegin(int epoch) {
    tuner.onEpochBegin(trial, model(), epoch);
  }

  @Override
  public void onTrainBatchBegin(int batch) {
    tuner.onBatchBegin(trial, model(), batch);
  }

  @Override
  public void onTrainBatchEnd(int batch, Logs logs) {
    tuner.onBatchEnd(trial, model(), batch, logs);
  }

  @Override
  public void onEpochEnd(int epoch, Logs logs) {
    boolean last = epoch + 1 >= params().epochs();
    if (tuner.reportEpoch(trial, epoch, logs.asMap(), !last)) {
      model().stopTraining(true);
    }
    tuner.onEpochEnd(trial, model(), epoch, logs);
  }
}
