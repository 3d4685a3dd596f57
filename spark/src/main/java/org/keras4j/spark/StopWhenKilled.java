package org.keras4j.spark;

import java.util.concurrent.CancellationException;
import org.apache.spark.TaskContext;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.Logs;

/** Ends a training whose task was killed, at the end of a batch. */
final class StopWhenKilled extends Callback {
  private final TaskContext task;

  StopWhenKilled(TaskContext task) {
    this.task = task;
  }

  @Override
  public void onTrainBatchEnd(int batch, Logs logs) {
    stop();
  }

  @Override
  public void onTestBatchEnd(int batch, Logs logs) {
    stop();
  }

  private void stop() {
    if (task.isInterrupted()) {
      throw new CancellationException("The task of this trial was killed");
    }
  }
}
