package org.keras4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.keras4j.tuner.HyperParameters;
import org.keras4j.tuner.Objective;
import org.keras4j.tuner.Oracle;
import org.keras4j.tuner.OracleOptions;
import org.keras4j.tuner.Trial;
import org.keras4j.tuner.TrialStatus;

/** Searches the minimum of a {@link RegretProblem} with an oracle. */
final class RegretSearch {
  private final RegretProblem problem;
  private final Function<OracleOptions, Oracle> oracle;

  RegretSearch(RegretProblem problem, Function<OracleOptions, Oracle> oracle) {
    this.problem = problem;
    this.oracle = oracle;
  }

  /** Returns how far the best value is from the minimum after each of these numbers of trials. */
  double[] run(long seed, List<Integer> budgets) throws IOException {
    int trials = budgets.get(budgets.size() - 1);
    HyperParameters space = new HyperParameters();
    problem.declare(space);
    Oracle search =
        oracle.apply(
            new OracleOptions()
                .hyperparameters(space)
                .objective(new Objective("score", "min"))
                .maxTrials(trials)
                .seed(seed));
    Path folder = Files.createTempDirectory("keras4j-regret");
    search.setSilent(true);
    search.setProjectFolder(folder);
    double[] regrets = new double[budgets.size()];
    double best = Double.POSITIVE_INFINITY;
    for (int i = 1; i <= trials; i++) {
      Trial trial = search.createTrial("regret");
      double value = problem.value(trial.hyperparameters());
      best = Math.min(best, value);
      search.updateTrial(trial.trialId(), Map.of("score", value), 0);
      trial.setStatus(TrialStatus.COMPLETED);
      search.endTrial(trial);
      int at = budgets.indexOf(i);
      if (at >= 0) {
        regrets[at] = best - problem.minimum();
      }
    }
    WorkFolder.delete(folder);
    return regrets;
  }
}
