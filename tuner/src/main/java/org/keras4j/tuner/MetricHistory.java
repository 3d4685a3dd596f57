package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** What was observed of one metric, by step; values observed at the same step are averaged. */
final class MetricHistory {
  private final Direction direction;
  private final Map<Integer, List<Double>> observations = new LinkedHashMap<>();

  MetricHistory(Direction direction) {
    this.direction = direction;
  }

  MetricHistory copy() {
    MetricHistory copy = new MetricHistory(direction);
    observations.forEach((step, values) -> copy.observations.put(step, new ArrayList<>(values)));
    return copy;
  }

  Direction direction() {
    return direction;
  }

  void update(double value, int step) {
    observations.computeIfAbsent(step, s -> new ArrayList<>()).add(value);
  }

  /** The observations in the order of their steps. */
  List<MetricObservation> history() {
    return observations.entrySet().stream()
        .map(e -> new MetricObservation(e.getKey(), List.copyOf(e.getValue())))
        .sorted(Comparator.comparingInt(MetricObservation::step))
        .toList();
  }

  /** The best mean; NaN only if there is nothing else; null if nothing was observed. */
  @Nullable Double bestValue() {
    if (observations.isEmpty()) {
      return null;
    }
    DoubleStream means = means().filter(mean -> !Double.isNaN(mean));
    OptionalDouble best = direction == Direction.MIN ? means.min() : means.max();
    return best.orElse(Double.NaN);
  }

  /** The mean at the highest step; null if nothing was observed. */
  @Nullable Double lastValue() {
    List<MetricObservation> history = history();
    return history.isEmpty() ? null : history.get(history.size() - 1).mean();
  }

  private DoubleStream means() {
    return history().stream().mapToDouble(MetricObservation::mean);
  }

  /** The first step, in the order of reporting, with the best mean. */
  @Nullable Integer bestStep() {
    Double best = bestValue();
    if (best == null) {
      return null;
    }
    for (Map.Entry<Integer, List<Double>> entry : observations.entrySet()) {
      if (new MetricObservation(entry.getKey(), entry.getValue()).mean() == best) {
        return entry.getKey();
      }
    }
    return null;
  }

  @Nullable MetricStatistics statistics() {
    double[] means = means().filter(mean -> !Double.isNaN(mean)).toArray();
    return observations.isEmpty() ? null : MetricStatistics.of(means);
  }

  Map<String, @Nullable Object> getConfig() {
    List<Object> list = new ArrayList<>();
    for (MetricObservation observation : history()) {
      list.add(Json.object("value", observation.values(), "step", observation.step()));
    }
    return Json.object("direction", direction.key(), "observations", list);
  }

  static MetricHistory fromConfig(JsonObject config) {
    MetricHistory history = new MetricHistory(Direction.of(config.string("direction")));
    for (JsonObject observation : config.objects("observations")) {
      for (Object value : observation.list("value")) {
        history.update(Values.toDouble(value), observation.integer("step"));
      }
    }
    return history;
  }
}
