package org.keras4j.tuner;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.callbacks.History;
import org.keras4j.internal.callbacks.CallbackAccess;

/**
 * What came out of one training: metrics, and the epoch they belong to.
 *
 * <p>Made by one of the static methods.
 */
public final class TrialResult {
  private final @Nullable Double value;
  private final @Nullable Map<String, Double> metrics;
  private final @Nullable History history;

  private TrialResult(
      @Nullable Double value, @Nullable Map<String, Double> metrics, @Nullable History history) {
    this.value = value;
    this.metrics = metrics;
    this.history = history;
  }

  /**
   * Gives the value of the objective and nothing else.
   *
   * @param objective the value, whatever the objective is called
   */
  public static TrialResult of(double objective) {
    return new TrialResult(objective, null, null);
  }

  /**
   * Gives metrics, among them the objective.
   *
   * @param metrics values by name
   */
  public static TrialResult of(Map<String, Double> metrics) {
    Objects.requireNonNull(metrics, "metrics");
    metrics.forEach(
        (name, value) -> {
          Objects.requireNonNull(name, "a metric's name");
          Objects.requireNonNull(value, () -> "the metric '" + name + "'");
        });
    // In the order given: that of Map.copyOf is another one in each process, and is saved.
    return new TrialResult(null, Collections.unmodifiableMap(new LinkedHashMap<>(metrics)), null);
  }

  /**
   * Gives the logs of all epochs; those of the epoch with the best objective count.
   *
   * @param history what fit returned
   */
  public static TrialResult of(History history) {
    return new TrialResult(null, null, Objects.requireNonNull(history, "history"));
  }

  /** Returns everything as data. */
  Map<String, @Nullable Object> getState() {
    Map<String, @Nullable Object> epochs =
        history == null ? null : CallbackAccess.get().saveState(history);
    return Json.object("value", value, "metrics", metrics, "history", epochs);
  }

  /** Reads what {@link #getState} returned. */
  static TrialResult fromState(JsonObject state) {
    if (!state.isNull("value")) {
      return of(state.number("value"));
    }
    if (!state.isNull("metrics")) {
      JsonObject saved = state.object("metrics");
      Map<String, Double> metrics = new LinkedHashMap<>();
      saved.members().keySet().forEach(name -> metrics.put(name, saved.number(name)));
      return of(metrics);
    }
    History history = new History();
    CallbackAccess.get().loadState(history, state.object("history").members());
    return of(history);
  }

  /**
   * Metrics and the epoch they are from.
   *
   * @param step its place in the history, as in KerasTuner's files
   * @param epoch the epoch as fit counts it
   */
  record Best(Map<String, Double> metrics, int step, int epoch) {}

  /** Picks what counts for an objective. */
  Best best(Objective objective) {
    if (value != null) {
      return new Best(Map.of(objective.name(), value), 0, 0);
    }
    if (metrics != null) {
      if (!objective.hasValue(metrics)) {
        throw new FatalTrialException(
            "The result of a trial must contain the objective "
                + objective.metricNames()
                + "; it has "
                + metrics.keySet());
      }
      return new Best(withObjective(metrics, objective), 0, 0);
    }
    if (history == null || objective.isUnspecified()) {
      throw new FatalTrialException(
          "The search has no objective, so each trial must return one number: override"
              + " HyperModel.run and return TrialResult.of(number), or give an objective such as"
              + " objective(\"val_loss\")");
    }
    return bestEpoch(history, objective);
  }

  /** Returns whether this is a history in which no epoch has the objective. */
  boolean lacks(Objective objective) {
    return history != null && !history.history().keySet().containsAll(objective.metricNames());
  }

  private static Best bestEpoch(History history, Objective objective) {
    int epochs = history.epoch().size();
    Best best = null;
    double bestValue = Double.NaN;
    for (int step = 0; step < epochs; step++) {
      Map<String, Double> logs = history.logs(step);
      if (objective.hasValue(logs)) {
        double current = objective.getValue(logs);
        if (best == null || objective.direction().improves(current, bestValue)) {
          best = new Best(withObjective(logs, objective), step, history.epoch().get(step));
          bestValue = current;
        }
      }
    }
    if (best == null) {
      if (epochs == 0) {
        throw new IllegalArgumentException("fit returned a history without epochs");
      }
      throw ObjectiveCheck.notLogged(objective, history.history().keySet());
    }
    return best;
  }

  private static Map<String, Double> withObjective(
      Map<String, Double> metrics, Objective objective) {
    Map<String, Double> all = new LinkedHashMap<>(metrics);
    all.putIfAbsent(objective.name(), objective.getValue(metrics));
    return all;
  }

  /** Averages several executions: each metric, and the epochs. */
  static Best average(@Nullable List<TrialResult> results, Objective objective) {
    if (results == null || results.stream().anyMatch(Objects::isNull)) {
      throw new FatalTrialException(
          "runTrial returned null or a null result; it must return one result a training");
    }
    List<Best> all = results.stream().map(result -> result.best(objective)).toList();
    if (all.isEmpty()) {
      throw new FatalTrialException("runTrial must return at least one result");
    }
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (Best each : all) {
      each.metrics()
          .forEach(
              (name, v) -> {
                double[] sum = sums.computeIfAbsent(name, n -> new double[2]);
                sum[0] += v;
                sum[1]++;
              });
    }
    Map<String, Double> means = new LinkedHashMap<>();
    sums.forEach((name, sum) -> means.put(name, sum[0] / sum[1]));
    double step = all.stream().mapToInt(Best::step).average().orElse(0);
    double epoch = all.stream().mapToInt(Best::epoch).average().orElse(0);
    return new Best(means, (int) step, (int) epoch);
  }
}
