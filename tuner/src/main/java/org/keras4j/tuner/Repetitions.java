package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which combination is tried again when there is no new one: among those that were tried
 * least often the one with the best mean score.
 *
 * <p>So all are repeated once, the most promising first, before one of them is tried a third time.
 * One of which a trial has failed is not repeated, nor is one that has no score yet.
 */
final class Repetitions {
  private final Collection<Combination> combinations;

  Repetitions(List<Trial> trials) {
    Map<String, Combination> byHash = new LinkedHashMap<>();
    for (Trial trial : trials) {
      String hash = TriedValues.hash(trial.hyperparameters().values());
      byHash.computeIfAbsent(hash, any -> new Combination()).trials.add(trial);
    }
    combinations = byHash.values();
  }

  /** Says that all was tried, and what becomes of the trials that are left. */
  String announcement(@Nullable Integer left, boolean repeated) {
    String all = "All " + counted(combinations.size(), "combination") + " tried";
    return left == null
        ? all
        : all + ", " + counted(left, "trial") + (repeated ? " repeated" : " not used");
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /** Returns the values to be tried again; null if none can be. */
  @Nullable Map<String, Object> next(Direction direction) {
    Comparator<Combination> byScore = Comparator.comparingDouble(Combination::meanScore);
    return combinations.stream()
        .filter(Combination::canBeRepeated)
        .min(
            Comparator.comparingInt(Combination::runs)
                .thenComparing(direction == Direction.MIN ? byScore : byScore.reversed()))
        .map(Combination::values)
        .orElse(null);
  }

  /** The trials with the same values. */
  private static final class Combination {
    private final List<Trial> trials = new ArrayList<>();

    int runs() {
      return trials.size();
    }

    boolean canBeRepeated() {
      return trials.stream().noneMatch(trial -> trial.status() == TrialStatus.FAILED)
          && trials.stream().anyMatch(trial -> trial.status() == TrialStatus.COMPLETED);
    }

    double meanScore() {
      return trials.stream()
          .filter(trial -> trial.status() == TrialStatus.COMPLETED)
          .mapToDouble(trial -> Objects.requireNonNull(trial.score()))
          .average()
          .orElseThrow();
    }

    Map<String, Object> values() {
      return new LinkedHashMap<>(trials.get(0).hyperparameters().values());
    }
  }
}
