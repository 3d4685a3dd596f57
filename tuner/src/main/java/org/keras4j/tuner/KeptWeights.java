package org.keras4j.tuner;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which trials keep their weights on disk. */
final class KeptWeights {
  private final @Nullable Integer best;

  /**
   * @param best so many; null for all
   */
  KeptWeights(@Nullable Integer best) {
    this.best = best;
  }

  /** Deletes the weights of all trials that have ended and are not among the best. */
  void tidy(Oracle oracle, Function<Trial, TrialFolder> folder) {
    if (best == null) {
      return;
    }
    // Asked first: one that ends meanwhile is none of these.
    List<Trial> trials = oracle.trials();
    Set<String> kept =
        oracle.getBestTrials(best).stream()
            .filter(trial -> trial.status() == TrialStatus.COMPLETED)
            .map(Trial::trialId)
            .collect(Collectors.toSet());
    for (Trial trial : trials) {
      boolean over =
          trial.status() == TrialStatus.COMPLETED || trial.status() == TrialStatus.FAILED;
      if (over && !kept.contains(trial.trialId()) && !isNeeded(oracle, trial)) {
        folder.apply(trial).deleteWeights();
      }
    }
  }

  private static boolean isNeeded(Oracle oracle, Trial trial) {
    synchronized (oracle) {
      return oracle.needsWeights(trial.trialId());
    }
  }

  /**
   * Refuses to look for more models than are kept.
   *
   * @throws IllegalArgumentException if there are not so many
   */
  void require(int count) {
    if (best != null && count > best) {
      throw new IllegalArgumentException(
          "getBestModels("
              + count
              + "): keepBest("
              + best
              + ") has kept the weights of so many trials only; the hyperparameters of the others"
              + " are in getBestHyperparameters");
    }
  }
}
