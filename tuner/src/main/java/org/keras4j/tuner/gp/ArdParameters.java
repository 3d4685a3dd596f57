package org.keras4j.tuner.gp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is fitted to observations: the logarithms of a length scale for each group of coordinates,
 * of the variance of the process and of that of the noise, in one vector.
 *
 * <p>Few observations say little about many parameters, so each has a normal prior on its
 * logarithm, wide enough for the data to win. That of the length scales grows with the square root
 * of their number, as distances in a cube do (Hvarfner, Hellsten and Nardi, "Vanilla Bayesian
 * Optimization Performs Great in High Dimensions", 2024).
 */
final class ArdParameters {
  private static final double LENGTH_MEAN = Math.log(0.3);
  private static final double LENGTH_STD = 0.5;
  private static final double VARIANCE_STD = 1;
  private static final double NOISE_MEAN = Math.log(1e-4);
  private static final double NOISE_STD = 2;
  private static final double LEAST_NOISE = Math.log(1e-6);
  private static final double MOST_NOISE = 0;

  private final double[] logs;

  ArdParameters(double[] logs) {
    this.logs = logs;
  }

  double[] logs() {
    return logs;
  }

  int groups() {
    return logs.length - 2;
  }

  double lengthScale(int group) {
    return Math.exp(logs[group]);
  }

  double variance() {
    return Math.exp(logs[logs.length - 2]);
  }

  double noise() {
    return Math.exp(logs[logs.length - 1]);
  }

  private static double lengthMean(int groups) {
    return LENGTH_MEAN + 0.5 * Math.log(groups);
  }

  /** The most likely parameters before anything was observed. */
  static double[] prior(int groups, @Nullable Double noise) {
    double[] logs = new double[groups + 2];
    Arrays.fill(logs, 0, groups, lengthMean(groups));
    logs[groups + 1] = noise == null ? NOISE_MEAN : Math.log(noise);
    return logs;
  }

  /** The limits of the search; a noise that is given is the only one. */
  static Box limits(int groups, @Nullable Double noise) {
    double[] lower = new double[groups + 2];
    double[] upper = new double[groups + 2];
    Arrays.fill(lower, 0, groups, Math.log(0.01));
    Arrays.fill(upper, 0, groups, Math.log(1000));
    lower[groups] = Math.log(0.01);
    upper[groups] = Math.log(100);
    lower[groups + 1] = noise == null ? LEAST_NOISE : Math.log(noise);
    upper[groups + 1] = noise == null ? MOST_NOISE : Math.log(noise);
    return new Box(lower, upper);
  }

  /** Adds the prior's negative logarithm, but for a constant, to a value and its gradient. */
  double addPrior(double[] gradient) {
    int groups = groups();
    double sum = 0;
    for (int i = 0; i < logs.length; i++) {
      double mean = i < groups ? lengthMean(groups) : i == groups ? 0 : NOISE_MEAN;
      double std = i < groups ? LENGTH_STD : i == groups ? VARIANCE_STD : NOISE_STD;
      double z = (logs[i] - mean) / std;
      sum += 0.5 * z * z;
      gradient[i] += z / std;
    }
    return sum;
  }
}
