package org.keras4j.tuner.gp;

import java.util.Arrays;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;

/**
 * Brings scores to the form that a process expects: about normal, with mean 0 and variance 1.
 *
 * <p>A loss may be a hundred times as large as another. A power of the standardised scores, the
 * most likely one if the result is normal, draws the large ones in and keeps the order (Yeo and
 * Johnson, "A New Family of Power Transformations to Improve Normality or Symmetry", 2000).
 */
public final class Targets {
  // Fewer scores say nothing about their distribution.
  private static final int ENOUGH = 4;
  private static final double FAR = 10;
  private static final double LOWEST_POWER = -1;
  private static final double HIGHEST_POWER = 2;

  private Targets() {}

  /**
   * Turns scores into targets.
   *
   * @param scores scores to be minimised; NaN for a failure, which counts as the worst of the
   *     others
   * @return one target for each
   */
  public static double[] of(double[] scores) {
    double worst = Arrays.stream(scores).filter(score -> !Double.isNaN(score)).max().orElse(0);
    double[] known =
        standardised(
            capped(
                Arrays.stream(scores).map(score -> Double.isNaN(score) ? worst : score).toArray()));
    if (known.length < ENOUGH) {
      return known;
    }
    double power =
        new BrentOptimizer(1e-3, 1e-3)
            .optimize(
                new UnivariateObjectiveFunction(candidate -> logLikelihood(known, candidate)),
                GoalType.MAXIMIZE,
                new SearchInterval(LOWEST_POWER, HIGHEST_POWER),
                new MaxEval(200))
            .getPoint();
    return standardised(Arrays.stream(known).map(y -> raised(y, power)).toArray());
  }

  /** Brings scores that are worse by far nearer, else all others would look alike beside them. */
  private static double[] capped(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    double spread = median - sorted[0];
    double cap = spread > 0 ? median + FAR * spread : Double.POSITIVE_INFINITY;
    return Arrays.stream(scores).map(score -> Math.min(score, cap)).toArray();
  }

  static double raised(double y, double power) {
    return y >= 0 ? grown(y, power) : -grown(-y, 2 - power);
  }

  /** {@code ((1 + y)ᵖ − 1)/p}, which is a logarithm for p = 0. */
  private static double grown(double y, double power) {
    double log = Math.log1p(y);
    return Math.abs(power) < 1e-8 ? log : Math.expm1(power * log) / power;
  }

  private static double logLikelihood(double[] scores, double power) {
    double[] raised = Arrays.stream(scores).map(y -> raised(y, power)).toArray();
    double jacobian = 0;
    for (double y : scores) {
      jacobian += (power - 1) * Math.signum(y) * Math.log1p(Math.abs(y));
    }
    double variance = Math.max(variance(raised), Double.MIN_NORMAL);
    return jacobian - 0.5 * scores.length * Math.log(variance);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
  }

  /**
   * Brings values to mean 0 and variance 1; equal ones to 0.
   *
   * @param values finite values
   */
  public static double[] standardised(double[] values) {
    // The squares of the largest doubles would be infinite.
    double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
    double unit = largest > 0 ? largest : 1;
    double[] scaled = Arrays.stream(values).map(v -> v / unit).toArray();
    double mean = mean(scaled);
    double std = Math.sqrt(variance(scaled));
    // Equal scores differ by rounding only.
    double scale = std < 10 * Math.ulp(1.0) ? 1 : std;
    return Arrays.stream(scaled).map(v -> (v - mean) / scale).toArray();
  }
}
