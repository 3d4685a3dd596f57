package org.keras4j.tuner;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.callbacks.Logs;

/** Keeps the weights of the best epoch of all executions of a trial. */
final class SaveBestEpoch extends TrialCallback {
  private final Objective objective;
  private final TrialFolder folder;
  private double best = Double.NaN;
  private boolean saved;

  SaveBestEpoch(Objective objective, TrialFolder folder) {
    this.objective = objective;
    this.folder = folder;
  }

  boolean hasSaved() {
    return saved;
  }

  void reset() {
    best = Double.NaN;
    saved = false;
  }

  Map<String, @Nullable Object> getState() {
    return Json.object("best", best, "saved", saved);
  }

  void setState(JsonObject state) {
    best = state.number("best");
    saved = state.bool("saved");
  }

  @Override
  public void onTrainBatchEnd(int batch, Logs logs) {
    // Only now does the model know its metrics; a whole epoch in the wrong direction may be long.
    objective.checkDirection(model());
  }

  @Override
  public void onEpochEnd(int epoch, Logs logs) {
    if (!objective.hasValue(logs.asMap())) {
      // The objective comes from elsewhere: the last epoch is as good as any.
      save();
      return;
    }
    double value = objective.getValue(logs.asMap());
    if (!saved || objective.direction().improves(value, best)) {
      best = value;
      save();
    }
  }

  private void save() {
    folder.saveWeights(model());
    saved = true;
  }
}
