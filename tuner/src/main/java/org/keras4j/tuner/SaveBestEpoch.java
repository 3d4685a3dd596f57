package org.keras4j.tuner;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.callbacks.Logs;

/** Keeps the weights of the best epoch of all executions of a trial. */
final class SaveBestEpoch extends TrialCallback {
  private final Objective objective;
  private final TrialFolder folder;
  private final boolean likeKerasTuner;
  private double best = Double.NaN;
  private boolean saved;

  /**
   * @param likeKerasTuner whether an epoch without the objective always takes the place of the best
   *     one
   */
  SaveBestEpoch(Objective objective, TrialFolder folder, boolean likeKerasTuner) {
    this.objective = objective;
    this.folder = folder;
    this.likeKerasTuner = likeKerasTuner;
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
      // As long as it comes from elsewhere, or from a later epoch, the last one is as good as any.
      if (likeKerasTuner || Double.isNaN(best)) {
        save();
      }
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
