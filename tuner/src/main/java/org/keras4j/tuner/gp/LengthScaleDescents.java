package org.keras4j.tuner.gp;

/**
 * Finds the length scale in [10⁻⁵, 10⁵] as scikit-learn does, by descents from 1 and from random
 * starts.
 *
 * <p>Where everything is far apart the likelihood is flat, so that a descent ends where it begins;
 * with bad luck all of them miss the maximum.
 */
final class LengthScaleDescents {
  private static final double LOG_MIN = Math.log(1e-5);
  private static final double LOG_MAX = Math.log(1e5);
  private static final Box RANGE = new Box(new double[] {LOG_MIN}, new double[] {LOG_MAX});

  private LengthScaleDescents() {}

  /** Returns the best length scale; the starts are in [0, 1), on the logarithmic scale. */
  static double fit(Likelihood likelihood, double[] starts) {
    Evaluation best = descend(likelihood, 0);
    for (double start : starts) {
      Evaluation end = descend(likelihood, LOG_MIN + (LOG_MAX - LOG_MIN) * start);
      if (end.value() < best.value()) {
        best = end;
      }
    }
    return Math.exp(best.x()[0]);
  }

  private static Evaluation descend(Likelihood likelihood, double start) {
    return BoundedDescent.from(likelihood::toMinimise, new double[] {start}, RANGE);
  }
}
