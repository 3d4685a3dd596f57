package org.keras4j.tuner;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Prints the best values that Bayesian searches of known functions find, the median over ten seeds,
 * to be compared with those of parity/tuner_bayesian_quality.py. No test: run its main method by
 * hand.
 */
final class BayesianQuality {
  private static final int SEEDS = 10;
  private static final double[][] HARTMANN_A = {
    {10, 3, 17, 3.5, 1.7, 8},
    {0.05, 10, 17, 0.1, 8, 14},
    {3, 3.5, 1.7, 10, 17, 8},
    {17, 8, 0.05, 10, 0.1, 14}
  };
  private static final double[][] HARTMANN_P = {
    {.1312, .1696, .5569, .0124, .8283, .5886},
    {.2329, .4135, .8307, .3736, .1004, .9991},
    {.2348, .1451, .3522, .2883, .3047, .6650},
    {.4047, .8828, .8732, .5743, .1091, .0381}
  };
  private static final double[] HARTMANN_C = {1, 1.2, 3, 3.2};

  private BayesianQuality() {}

  /**
   * Runs all searches.
   *
   * @param args none
   */
  public static void main(String[] args) throws IOException {
    HyperParameters plane = new HyperParameters();
    plane.Float("x", -5, 10);
    plane.Float("y", 0, 15);
    report("branin", plane, 30, BayesianQuality::branin);

    HyperParameters six = new HyperParameters();
    for (int i = 0; i < 6; i++) {
      six.Float("x" + i, 0, 1);
    }
    report("hartmann6", six, 40, BayesianQuality::hartmann);

    HyperParameters mixed = new HyperParameters();
    mixed.Float("lr", 1e-5, 1, Sampling.LOG);
    mixed.Int("units", 16, 512, HyperParameters.step(16));
    mixed.Choice("act", "relu", "tanh", "selu");
    report("mixed", mixed, 25, BayesianQuality::mixed);
  }

  private static void report(
      String name, HyperParameters space, int trials, ToDoubleFunction<HyperParameters> function)
      throws IOException {
    double[] best = new double[SEEDS];
    long start = System.nanoTime();
    for (int seed = 1; seed <= SEEDS; seed++) {
      OracleOptions options =
          new OracleOptions()
              .objective(new Objective("score", "min"))
              .maxTrials(trials)
              .seed(seed)
              .hyperparameters(space);
      Oracle oracle = new BayesianOptimizationOracle(options);
      oracle.setSilent(true);
      oracle.setProjectFolder(Files.createTempDirectory("quality"));
      for (int i = 0; i < trials; i++) {
        Trial trial = oracle.createTrial("t");
        double score = function.applyAsDouble(trial.hyperparameters());
        oracle.updateTrial(trial.trialId(), Map.of("score", score), 0);
        trial.setStatus(TrialStatus.COMPLETED);
        oracle.endTrial(trial);
      }
      best[seed - 1] = oracle.getBestTrials(1).get(0).score();
    }
    Arrays.sort(best);
    System.out.printf(
        "%s median %.5f best %.5f worst %.5f seconds %.1f%n",
        name, (best[4] + best[5]) / 2, best[0], best[9], (System.nanoTime() - start) / 1e9);
  }

  private static double branin(HyperParameters hp) {
    double x = hp.getDouble("x");
    double y = hp.getDouble("y");
    double valley = y - 5.1 * x * x / (4 * Math.PI * Math.PI) + 5 * x / Math.PI - 6;
    return valley * valley + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
  }

  private static double hartmann(HyperParameters hp) {
    double sum = 0;
    for (int k = 0; k < 4; k++) {
      double exponent = 0;
      for (int i = 0; i < 6; i++) {
        exponent += HARTMANN_A[k][i] * Math.pow(hp.getDouble("x" + i) - HARTMANN_P[k][i], 2);
      }
      sum -= HARTMANN_C[k] * Math.exp(-exponent);
    }
    return sum;
  }

  private static double mixed(HyperParameters hp) {
    double activation = Map.of("relu", 0.0, "tanh", 0.1, "selu", 0.3).get(hp.get("act"));
    return Math.pow(Math.log10(hp.getDouble("lr")) + 3, 2) / 4
        + Math.pow(hp.getInt("units") / 512.0 - 0.6, 2)
        + activation;
  }
}
