package org.keras4j.tuner;

import java.util.LinkedHashMap;
import java.util.Map;
import org.keras4j.callbacks.Logs;

/**
 * Prints a line when an epoch ends, such as {@code trial 03 epoch 4/10 val_accuracy 0.91}: what
 * stays readable when several trials train at once.
 */
final class EpochLines extends TrialCallback {
  private final TrialDisplay display;
  private final Objective objective;
  private final Trial trial;
  private final int executions;

  /**
   * @param executions how often a model is trained in each trial
   */
  EpochLines(TrialDisplay display, Objective objective, Trial trial, int executions) {
    this.display = display;
    this.objective = objective;
    this.trial = trial;
    this.executions = executions;
  }

  @Override
  public void onEpochEnd(int epoch, Logs logs) {
    StringBuilder line = new StringBuilder("trial ").append(trial.trialId());
    if (executions > 1) {
      line.append(" training ").append(trial.history().executions().size());
      line.append('/').append(executions);
    }
    line.append(" epoch ").append(epoch + 1).append('/').append(params().epochs());
    shown(logs.asMap())
        .forEach((name, value) -> line.append(' ').append(name).append(' ').append(text(value)));
    display.line(line.toString());
  }

  /** The objective; everything if that is not measured in this epoch. */
  private Map<String, Double> shown(Map<String, Double> logs) {
    Map<String, Double> shown = new LinkedHashMap<>(logs);
    shown.keySet().retainAll(objective.metricNames());
    return shown.isEmpty() ? logs : shown;
  }

  private static String text(double value) {
    return PythonText.general5(value);
  }
}
