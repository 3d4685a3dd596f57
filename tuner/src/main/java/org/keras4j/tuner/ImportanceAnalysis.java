package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keras4j.tuner.forest.Axis;
import org.keras4j.tuner.forest.Forest;
import org.keras4j.tuner.forest.VarianceShares;

/** Fits the forest behind {@link Importance} to the trials of a search. */
final class ImportanceAnalysis {
  private static final int LEAST_TRIALS = 10;
  private static final double FENCE = 3;
  private static final long SEED = 0;

  private final List<HyperParameter> free;
  private final List<TrialRecord> trials;
  private final Direction direction;

  ImportanceAnalysis(List<HyperParameter> space, List<TrialRecord> trials, Direction direction) {
    this.free = new SpaceVectors(space).free();
    this.trials =
        trials.stream()
            .filter(t -> t.status() == TrialStatus.COMPLETED)
            .filter(t -> t.score() != null && Double.isFinite(t.score()))
            .toList();
    this.direction = direction;
  }

  Importance importance() {
    int least = Math.max(LEAST_TRIALS, 2 * free.size());
    if (free.isEmpty()) {
      return nothing("The search has no hyperparameter with a choice of values", Double.NaN);
    }
    if (trials.size() < least) {
      return nothing(
          "Too few trials to say: "
              + trials.size()
              + " completed with a finite score, at least "
              + least
              + " needed",
          Double.NaN);
    }
    double[] scores = scores();
    if (Arrays.stream(scores).distinct().count() == 1) {
      return nothing("All completed trials have the same score", Double.NaN);
    }
    List<Axis> axes = free.stream().map(ImportanceAnalysis::axis).toList();
    double[][] points = trials.stream().map(t -> point(t.values())).toArray(double[][]::new);
    Forest forest = new Forest(axes, points, scores, SEED);
    double explained = forest.explained();
    if (!(explained > 0)) {
      return nothing(
          "Too few trials, or too noisy ones, to say: a forest fitted to them predicts the others"
              + " no better than their mean does",
          explained);
    }
    return new Importance(shares(forest), explained, trials.size(), null);
  }

  private Importance nothing(String problem, double explained) {
    return new Importance(Map.of(), explained, trials.size(), problem);
  }

  private static Axis axis(HyperParameter entry) {
    boolean unordered = entry instanceof ChoiceHyperParameter choice && !choice.ordered();
    return unordered ? new Axis(entry.values().size()) : Axis.NUMBER;
  }

  private double[] point(Map<String, Object> values) {
    double[] point = new double[free.size()];
    for (int i = 0; i < point.length; i++) {
      point[i] = coordinate(free.get(i), values);
    }
    return point;
  }

  private static double coordinate(HyperParameter entry, Map<String, Object> values) {
    Object value = values.get(entry.name());
    if (value == null || !SearchSpace.isActive(entry, values)) {
      return Double.NaN;
    }
    if (axis(entry).categories() > 0) {
      int index = Values.indexOf(entry.values(), value);
      return index < 0 ? Double.NaN : index;
    }
    return Math.max(0, Math.min(1, SpaceVectors.coordinate(entry, value)));
  }

  /** The scores, the worst of them no worse than the fence. */
  private double[] scores() {
    double sign = direction == Direction.MIN ? 1 : -1;
    double[] losses =
        trials.stream().mapToDouble(t -> sign * Objects.requireNonNull(t.score())).toArray();
    double[] sorted = losses.clone();
    Arrays.sort(sorted);
    double first = sorted[(sorted.length - 1) / 4];
    double third = sorted[3 * (sorted.length - 1) / 4];
    double fence = third + FENCE * (third - first);
    return third > first
        ? Arrays.stream(losses).map(loss -> Math.min(loss, fence)).toArray()
        : losses;
  }

  private Map<String, Importance.Share> shares(Forest forest) {
    VarianceShares effects = new VarianceShares(forest, free.size());
    Map<String, Importance.Share> byName = new LinkedHashMap<>();
    for (int i = 0; i < free.size(); i++) {
      // One name may be declared under several conditions, of which one holds at a time.
      byName.merge(
          free.get(i).name(),
          new Importance.Share(effects.main(i), effects.total(i)),
          (a, b) ->
              new Importance.Share(
                  Math.min(1, a.alone() + b.alone()), Math.min(1, a.together() + b.together())));
    }
    List<Map.Entry<String, Importance.Share>> ordered = new ArrayList<>(byName.entrySet());
    ordered.sort(
        Comparator.comparingDouble(
                (Map.Entry<String, Importance.Share> e) -> e.getValue().together())
            .reversed());
    Map<String, Importance.Share> shares = new LinkedHashMap<>();
    ordered.forEach(e -> shares.put(e.getKey(), e.getValue()));
    return shares;
  }
}
