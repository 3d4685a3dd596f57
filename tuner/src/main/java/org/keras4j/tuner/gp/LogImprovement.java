package org.keras4j.tuner.gp;

import org.hipparchus.special.Erf;

/**
 * The negative logarithm of the expected improvement: {@code −ln E[max(0, lowest − y)] = −ln σ − ln
 * h(z)} with {@code h(z) = φ(z) + z·Φ(z)} and {@code z = (lowest − μ)/σ} (Jones, Schonlau and
 * Welch, 1998).
 *
 * <p>The improvement itself is 0 to the precision of doubles almost everywhere, its logarithm is
 * not, so that a descent finds its way (Ament et al., "Unexpected Improvements to Expected
 * Improvement for Bayesian Optimization", 2023).
 */
record LogImprovement(double lowest) implements Acquisition {
  private static final double LOG_ROOT_2_PI = 0.5 * Math.log(2 * Math.PI);
  // Beyond, the terms of h cancel each other, and its asymptotic series is exact to five digits.
  private static final double FAR = -10;

  @Override
  public Rating rate(double mean, double std) {
    double z = (lowest - mean) / std;
    double logDensity = -0.5 * z * z - LOG_ROOT_2_PI;
    double logH;
    double ratio;
    if (z > FAR) {
      double below = 0.5 * Erf.erfc(-z / Math.sqrt(2));
      double h = Math.exp(logDensity) + z * below;
      logH = Math.log(h);
      ratio = below / h;
    } else {
      double u = 1 / (z * z);
      double h = u * (1 - u * (3 - u * (15 - 105 * u)));
      logH = logDensity + Math.log(h);
      ratio = (1 - u * (1 - u * (3 - 15 * u))) / (-z * h);
    }
    return new Rating(-Math.log(std) - logH, ratio / std, (ratio * z - 1) / std);
  }
}
