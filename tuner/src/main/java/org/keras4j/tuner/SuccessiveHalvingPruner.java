package org.keras4j.tuner;

import java.io.Serial;
import java.util.List;
import java.util.Objects;

/**
 * Lets only the best part of the trainings go on at each of some epochs: asynchronous successive
 * halving (Li et al., "A System for Massively Parallel Hyperparameter Tuning", 2020). Optuna's
 * {@code SuccessiveHalvingPruner}.
 *
 * <p>After {@code minEpochs · reductionFactor^k} epochs, k = {@code minEarlyStoppingRate}, and one
 * more, and so on, a training goes on if it is among the best {@code 1 / reductionFactor} of all
 * that have come so far, itself included, by the value of just this epoch; as long as these are
 * fewer than the factor, if it is the best one. A NaN there ends it. It need not wait for others,
 * so the first ones go on whatever they are worth.
 */
public final class SuccessiveHalvingPruner implements Pruner {
  @Serial private static final long serialVersionUID = 1L;

  private int minEpochs = 1;
  private int reductionFactor = 4;
  private int minEarlyStoppingRate;

  /** Creates a pruner with the defaults named at each method. */
  public SuccessiveHalvingPruner() {}

  /**
   * Sets after how many epochs the trainings are compared for the first time. By default 1.
   * Optuna's {@code min_resource}.
   *
   * @param count at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public SuccessiveHalvingPruner minEpochs(int count) {
    minEpochs = OracleOptions.atLeast("minEpochs", count, 1);
    return this;
  }

  /**
   * Sets which part goes on, one of so many, and by what the epochs grow from one comparison to the
   * next. By default 4. Optuna's {@code reduction_factor}.
   *
   * @param factor at least 2
   * @throws IllegalArgumentException if it is below 2
   */
  public SuccessiveHalvingPruner reductionFactor(int factor) {
    reductionFactor = OracleOptions.atLeast("reductionFactor", factor, 2);
    return this;
  }

  /**
   * Sets how many of the first comparisons are left out. By default 0. Optuna's {@code
   * min_early_stopping_rate}.
   *
   * @param count at least 0
   * @throws IllegalArgumentException if it is negative
   */
  public SuccessiveHalvingPruner minEarlyStoppingRate(int count) {
    minEarlyStoppingRate = OracleOptions.atLeast("minEarlyStoppingRate", count, 0);
    return this;
  }

  @Override
  public boolean prune(LearningCurve curve, List<LearningCurve> others, Direction direction) {
    int epoch = curve.values().lastKey();
    if (!isRung(epoch + 1L)) {
      return false;
    }
    double value = curve.values().lastEntry().getValue();
    if (Double.isNaN(value)) {
      return true;
    }
    List<Double> rivals =
        others.stream()
            .map(other -> other.values().get(epoch))
            .filter(Objects::nonNull)
            .filter(other -> !Double.isNaN(other))
            .toList();
    long better = rivals.stream().filter(other -> direction.isBetter(other, value)).count();
    return better >= Math.max(1, (rivals.size() + 1) / reductionFactor);
  }

  private boolean isRung(long epochs) {
    double first = minEpochs * Math.pow(reductionFactor, minEarlyStoppingRate);
    double rung = first;
    while (rung < epochs) {
      rung *= reductionFactor;
    }
    return rung == epochs;
  }
}
