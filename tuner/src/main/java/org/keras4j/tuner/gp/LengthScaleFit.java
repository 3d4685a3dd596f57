package org.keras4j.tuner.gp;

import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;
import org.hipparchus.optim.univariate.UnivariatePointValuePair;

/**
 * Finds the length scale in [10⁻⁵, 10⁵] under which the observations are most likely.
 *
 * <p>scikit-learn climbs from twenty-one random starts. There is just one unknown, so a scan of its
 * whole range (on a logarithmic scale) followed by Brent's method at each peak finds the same
 * maximum without chance and with fewer decompositions.
 */
final class LengthScaleFit {
  private static final double LOG_MIN = Math.log(1e-5);
  private static final double LOG_MAX = Math.log(1e5);
  private static final int SCAN = 47;
  private static final double STEP = (LOG_MAX - LOG_MIN) / (SCAN - 1);

  private final Likelihood likelihood;
  private double bestLog;
  private double best = Double.NEGATIVE_INFINITY;

  private LengthScaleFit(Likelihood likelihood) {
    this.likelihood = likelihood;
  }

  static double fit(Likelihood likelihood) {
    return new LengthScaleFit(likelihood).run();
  }

  private double run() {
    double[] scan = new double[SCAN];
    for (int i = 0; i < SCAN; i++) {
      scan[i] = value(LOG_MIN + i * STEP);
    }
    double top = best;
    for (int i = 0; i < SCAN; i++) {
      double left = i == 0 ? Double.NEGATIVE_INFINITY : scan[i - 1];
      double right = i == SCAN - 1 ? Double.NEGATIVE_INFINITY : scan[i + 1];
      // Plateaus, where everything is far apart, are no peaks; neither is what cannot win.
      boolean peak = scan[i] >= left && scan[i] >= right && (scan[i] > left || scan[i] > right);
      if (peak && scan[i] > top - 10) {
        climb(Math.max(LOG_MIN, LOG_MIN + (i - 1) * STEP), LOG_MIN + (i + 1) * STEP);
      }
    }
    return Math.exp(bestLog);
  }

  private void climb(double from, double to) {
    UnivariatePointValuePair peak =
        new BrentOptimizer(1e-10, 1e-9)
            .optimize(
                new UnivariateObjectiveFunction(this::value),
                GoalType.MAXIMIZE,
                new SearchInterval(from, Math.min(LOG_MAX, to)),
                new MaxEval(200));
    value(peak.getPoint());
  }

  private double value(double logLengthScale) {
    double value = likelihood.logLikelihood(Math.exp(logLengthScale));
    if (value > best) {
      best = value;
      bestLog = logLengthScale;
    }
    return value;
  }
}
