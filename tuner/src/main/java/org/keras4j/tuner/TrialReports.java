package org.keras4j.tuner;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Records what running trials report. */
final class TrialReports {
  private final SearchState state;

  TrialReports(SearchState state) {
    this.state = state;
  }

  /** Takes what an epoch has logged; returns whether the training is to be stopped. */
  boolean epoch(String trialId, int epoch, Map<String, Double> logs, boolean mayStop) {
    Trial trial = state.ledger().get(trialId);
    TrialEnds.requireRunning(trial, "reportEpoch");
    trial.history().add(epoch, Objects.requireNonNull(logs, "logs"));
    boolean stops = mayStop && state.pruning().stops(trial, state.ledger().all());
    if (stops) {
      trial.history().prune();
    }
    return stops;
  }

  /** Records metrics, or none of them if they cannot be saved. */
  void update(String trialId, Map<String, Double> metrics, int step) {
    Trial trial = state.ledger().get(trialId);
    TrialEnds.requireRunning(trial, "updateTrial");
    Map<String, Double> all = withObjective(metrics);
    MetricsTracker tracker = trial.metrics();
    MetricsTracker before = tracker.copy();
    all.forEach(
        (name, value) -> {
          if (!tracker.exists(name)) {
            tracker.register(name, state.objective().directionOf(name));
          }
          tracker.update(name, value, step);
        });
    try {
      state.store().files().exclusively(() -> state.store().save(trial));
    } catch (SavingException e) {
      // The run is repeated, and reports the same again.
      tracker.restore(before);
      throw e;
    }
  }

  private Map<String, Double> withObjective(Map<String, Double> metrics) {
    Map<String, Double> all = new LinkedHashMap<>(Objects.requireNonNull(metrics, "metrics"));
    all.forEach(
        (name, value) -> {
          Objects.requireNonNull(name, "a metric's name");
          Objects.requireNonNull(value, () -> "the metric '" + name + "'");
        });
    Objective objective = state.objective();
    if (!all.containsKey(objective.name())) {
      all.put(objective.name(), objective.getValue(metrics));
    }
    return all;
  }
}
