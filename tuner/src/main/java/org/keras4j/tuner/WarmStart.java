package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an earlier search has found out, for a search that begins with it. */
final class WarmStart {
  /** Marks what a search with brackets adds to the values of its trials. */
  private static final String OF_THE_TUNER = "tuner/";

  /** Values and what they were worth. */
  record Known(Map<String, Object> values, double score) {}

  private final List<Known> known = new ArrayList<>();

  /**
   * Scores the trials of an earlier search by an objective, which may not have been its own.
   *
   * @throws IllegalArgumentException if no trial can be
   */
  WarmStart(@Nullable SearchRecord earlier, Objective objective) {
    if (earlier == null) {
      return;
    }
    TreeSet<String> logged = new TreeSet<>();
    for (TrialRecord trial : earlier.trials()) {
      if (trial.status() == TrialStatus.COMPLETED) {
        trial.executions().forEach(all -> all.forEach(one -> logged.addAll(one.logs().keySet())));
        logged.addAll(trial.metrics().keySet());
        score(trial, objective)
            .ifPresent(score -> known.add(new Known(values(trial.values()), score)));
      }
    }
    if (known.isEmpty()) {
      throw new IllegalArgumentException(
          "warmStart: of "
              + earlier.trials().size()
              + " trials none is completed with the objective "
              + objective.metricNames()
              + "; they have logged "
              + logged);
    }
    Comparator<Known> byScore = Comparator.comparingDouble(Known::score);
    known.sort(objective.direction() == Direction.MIN ? byScore : byScore.reversed());
  }

  private static OptionalDouble score(TrialRecord trial, Objective objective) {
    List<Double> best = new ArrayList<>();
    for (List<EpochRecord> epochs : trial.executions()) {
      double score = Double.NaN;
      for (EpochRecord epoch : epochs) {
        double value =
            objective.hasValue(epoch.logs()) ? objective.getValue(epoch.logs()) : Double.NaN;
        score = objective.direction().improves(value, score) ? value : score;
      }
      if (Double.isFinite(score)) {
        best.add(score);
      }
    }
    if (best.isEmpty() && objective.hasValue(trial.metrics())) {
      double reported = objective.getValue(trial.metrics());
      return Double.isFinite(reported) ? OptionalDouble.of(reported) : OptionalDouble.empty();
    }
    return best.stream().mapToDouble(value -> value).average();
  }

  private static Map<String, Object> values(Map<String, Object> all) {
    Map<String, Object> own = new LinkedHashMap<>(all);
    own.keySet().removeIf(name -> name.startsWith(OF_THE_TUNER));
    return own;
  }

  /** The trials whose values are possible in a space, the best first. */
  List<Known> fitting(HyperParameters space) {
    return possible(space).toList();
  }

  /**
   * The best values, unless a trial has had them: those of a space that has grown since count, too.
   * They are tried after the first guesses.
   */
  @Nullable Map<String, Object> untried(
      HyperParameters space, List<Trial> trials, TriedValues tried) {
    Optional<Known> fitting = best(space);
    if (fitting.isEmpty() && !trials.isEmpty()) {
      return null; // a search that goes on with other ranges
    }
    Map<String, Object> best = first(space);
    if (best == null || tried.contains(best)) {
      return null;
    }
    Map<String, Object> own = new LinkedHashMap<>(best);
    own.keySet().retainAll(fitting.orElseThrow().values().keySet());
    return trials.stream().anyMatch(trial -> has(trial, own)) ? null : best;
  }

  /** The first that fits; asked for each trial, so the others are not looked at. */
  private Optional<Known> best(HyperParameters space) {
    return possible(space).findFirst();
  }

  private Stream<Known> possible(HyperParameters space) {
    return known.stream().filter(trial -> GuessedValues.fit(trial.values(), space));
  }

  private static boolean has(Trial trial, Map<String, Object> values) {
    Map<String, Object> all = trial.hyperparameters().values();
    return values.entrySet().stream()
        .allMatch(value -> Values.equal(value.getValue(), all.get(value.getKey())));
  }

  /** The best values; null without an earlier search. */
  @Nullable Map<String, Object> first(HyperParameters space) {
    if (known.isEmpty()) {
      return null;
    }
    Optional<Known> fitting = best(space);
    if (fitting.isEmpty()) {
      throw new FatalTrialException(
          "warmStart: none of the trials fits, the best one with "
              + known.get(0).values()
              + ". The ranges are "
              + space.space());
    }
    Map<String, Object> named = new LinkedHashMap<>(fitting.get().values());
    named.keySet().retainAll(GuessedValues.names(space));
    return GuessedValues.complete(named, space);
  }
}
