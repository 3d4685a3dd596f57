package org.keras4j.tuner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The metrics reported for one trial, by step and execution. KerasTuner's {@code MetricsTracker}.
 *
 * <p>Safe for use by several threads.
 */
public final class MetricsTracker {
  private final Map<String, MetricHistory> metrics = new LinkedHashMap<>();

  MetricsTracker() {}

  /**
   * Returns whether a metric has been reported.
   *
   * @param name the metric
   */
  public synchronized boolean exists(String name) {
    return metrics.containsKey(Objects.requireNonNull(name, "name"));
  }

  /** Returns the names of the reported metrics, in the order of their first report. */
  public synchronized Set<String> names() {
    return Set.copyOf(metrics.keySet());
  }

  /** Starts a metric; without a direction it is inferred, or else minimised. */
  synchronized void register(String name, @Nullable Direction direction) {
    Direction inferred = direction == null ? MetricDirections.infer(name) : direction;
    metrics.put(name, new MetricHistory(inferred == null ? Direction.MIN : inferred));
  }

  synchronized void update(String name, double value, int step) {
    if (!exists(name)) {
      register(name, null);
    }
    history(name).update(value, step);
  }

  /** One after the last step that was reported. */
  synchronized int nextStep() {
    return metrics.values().stream()
            .flatMap(history -> history.history().stream())
            .mapToInt(MetricObservation::step)
            .max()
            .orElse(-1)
        + 1;
  }

  /** Whether these metrics were the last to be reported. */
  synchronized boolean endsWith(Map<String, Double> values) {
    Map<String, Double> last = valuesAt(nextStep() - 1);
    return values.entrySet().stream().allMatch(e -> e.getValue().equals(last.get(e.getKey())));
  }

  /** The means of all metrics that were reported at a step. */
  synchronized Map<String, Double> valuesAt(int step) {
    Map<String, Double> values = new LinkedHashMap<>();
    metrics.forEach(
        (name, history) ->
            history.history().stream()
                .filter(observation -> observation.step() == step)
                .forEach(observation -> values.put(name, observation.mean())));
    return values;
  }

  /** The means at a step, and of metrics that were not reported then the last ones. */
  synchronized Map<String, Double> valuesAtOrLast(@Nullable Integer step) {
    Map<String, Double> values = step == null ? new LinkedHashMap<>() : valuesAt(step);
    metrics.forEach(
        (name, history) -> {
          Double last = history.lastValue();
          if (last != null) {
            values.putIfAbsent(name, last);
          }
        });
    return values;
  }

  /** What was reported, as epochs. */
  synchronized List<EpochRecord> bySteps() {
    return metrics.values().stream()
        .flatMap(history -> history.history().stream())
        .map(MetricObservation::step)
        .distinct()
        .sorted()
        .map(step -> new EpochRecord(step, valuesAt(step)))
        .toList();
  }

  synchronized void replace(String name, Direction direction, double value, int step) {
    register(name, direction);
    update(name, value, step);
  }

  synchronized MetricsTracker copy() {
    MetricsTracker copy = new MetricsTracker();
    metrics.forEach((name, history) -> copy.metrics.put(name, history.copy()));
    return copy;
  }

  /** Takes over what a copy has kept. */
  synchronized void restore(MetricsTracker copy) {
    metrics.clear();
    metrics.putAll(copy.copy().metrics);
  }

  synchronized void clear() {
    metrics.clear();
  }

  /**
   * Returns everything that was reported of a metric.
   *
   * @param name the metric
   * @return the observations in the order of their steps
   * @throws IllegalArgumentException if nothing was reported
   */
  public synchronized List<MetricObservation> getHistory(String name) {
    return history(name).history();
  }

  /**
   * Returns the best value of a metric, in its own direction.
   *
   * @param name the metric
   * @return the best mean over the steps; NaN if all are; null if there are none
   * @throws IllegalArgumentException if nothing was reported
   */
  public synchronized @Nullable Double getBestValue(String name) {
    return history(name).bestValue();
  }

  /**
   * Returns the step with the best value of a metric.
   *
   * @param name the metric
   * @return the first such step; null if there is none
   * @throws IllegalArgumentException if nothing was reported
   */
  public synchronized @Nullable Integer getBestStep(String name) {
    return history(name).bestStep();
  }

  /**
   * Returns the value of a metric at its last step.
   *
   * @param name the metric
   * @return the mean at the highest step; null if there are none
   * @throws IllegalArgumentException if nothing was reported
   */
  public synchronized @Nullable Double getLastValue(String name) {
    return history(name).lastValue();
  }

  /**
   * Summarises a metric over its steps.
   *
   * @param name the metric
   * @return the summary; null if there are no steps
   * @throws IllegalArgumentException if nothing was reported
   */
  public synchronized @Nullable MetricStatistics getStatistics(String name) {
    return history(name).statistics();
  }

  /**
   * Returns the direction in which a metric is better.
   *
   * @param name the metric
   * @return that of the objective, or inferred from the name, or else {@link Direction#MIN}
   * @throws IllegalArgumentException if nothing was reported
   */
  public synchronized Direction getDirection(String name) {
    return history(name).direction();
  }

  private MetricHistory history(String name) {
    MetricHistory history = metrics.get(name);
    if (history == null) {
      throw new IllegalArgumentException(
          "No metric \"" + name + "\" was reported; reported are " + metrics.keySet());
    }
    return history;
  }

  synchronized Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    metrics.forEach((name, history) -> all.put(name, history.getConfig()));
    return Json.object("metrics", all);
  }

  static MetricsTracker fromConfig(JsonObject config) {
    MetricsTracker tracker = new MetricsTracker();
    JsonObject all = config.object("metrics");
    for (String name : all.members().keySet()) {
      tracker.metrics.put(name, MetricHistory.fromConfig(all.object(name)));
    }
    return tracker;
  }
}
