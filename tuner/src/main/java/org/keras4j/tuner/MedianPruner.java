package org.keras4j.tuner;

import java.io.Serial;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Stops a training whose best value so far is worse than the median of the others at the same
 * epoch: the median rule (Golovin et al., "Google Vizier", 2017). Optuna's {@code MedianPruner}.
 *
 * <p>The others are the trainings of all trials that were completed without being stopped and that
 * have a value at this epoch; NaN does not count. With an even number of them the median is the
 * mean of the two in the middle. A training that has had nothing but NaN is stopped as soon as the
 * rule is used.
 */
public final class MedianPruner implements Pruner {
  @Serial private static final long serialVersionUID = 1L;

  private int startupTrials = 5;
  private int warmupEpochs;

  /** Creates a pruner with the defaults named at each method. */
  public MedianPruner() {}

  /**
   * Sets how many trials must be finished before one is stopped. By default 5. Optuna's {@code
   * n_startup_trials}.
   *
   * @param count at least 0
   * @throws IllegalArgumentException if it is negative
   */
  public MedianPruner startupTrials(int count) {
    startupTrials = OracleOptions.atLeast("startupTrials", count, 0);
    return this;
  }

  /**
   * Sets after how many epochs a training may be stopped at the earliest: so many are passed over.
   * By default 0. Optuna's {@code n_warmup_steps}.
   *
   * @param count at least 0
   * @throws IllegalArgumentException if it is negative
   */
  public MedianPruner warmupEpochs(int count) {
    warmupEpochs = OracleOptions.atLeast("warmupEpochs", count, 0);
    return this;
  }

  @Override
  public boolean prune(LearningCurve curve, List<LearningCurve> others, Direction direction) {
    int epoch = curve.values().lastKey();
    List<LearningCurve> finished = others.stream().filter(LearningCurve::finished).toList();
    if (finished.isEmpty()
        || finished.stream().map(LearningCurve::trialId).distinct().count() < startupTrials
        || epoch < warmupEpochs) {
      return false;
    }
    double best = best(curve.values().values(), direction);
    double median =
        median(
            finished.stream()
                .map(other -> other.values().get(epoch))
                .filter(Objects::nonNull)
                .mapToDouble(value -> value)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray());
    return Double.isNaN(best) || direction.isBetter(median, best);
  }

  private static double best(Collection<Double> values, Direction direction) {
    double best = Double.NaN;
    for (double value : values) {
      best = direction.improves(value, best) ? value : best;
    }
    return best;
  }

  /** NaN, which nothing is worse than, if there are none. */
  private static double median(double[] sorted) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int half = sorted.length / 2;
    // Halved first, as the sum of two large ones may be infinite.
    return sorted.length % 2 == 1 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2;
  }
}
