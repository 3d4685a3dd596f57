package org.keras4j.tuner.gp;

/**
 * Finds the lowest point of a {@link LowerBound} in the unit cube as KerasTuner does: by descents
 * with SciPy's L-BFGS-B and gradients from differences. It may miss the lowest one.
 */
public final class CubeDescents {
  private static final double DIFFERENCE = 1e-8;

  private CubeDescents() {}

  /**
   * Descends from each start.
   *
   * @param bound what to minimise
   * @param starts points in the unit cube, at least one
   * @return the lowest point at which a descent ended, the first of several
   */
  public static double[] lowest(LowerBound bound, double[][] starts) {
    Box cube = Box.unit(starts[0].length);
    Evaluation best = null;
    for (double[] start : starts) {
      Evaluation end = BoundedDescent.from(x -> withDifferences(bound, x), start, cube);
      if (best == null || end.value() < best.value()) {
        best = end;
      }
    }
    if (best == null) {
      throw new IllegalArgumentException("starts must have at least one point; received none");
    }
    return best.x();
  }

  /** The steps of the differences are SciPy's too, as they decide where a descent ends. */
  private static Evaluation withDifferences(LowerBound bound, double[] x) {
    double value = bound.at(x);
    double[] gradient = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double[] near = x.clone();
      near[i] += near[i] + DIFFERENCE > 1 ? -DIFFERENCE : DIFFERENCE;
      gradient[i] = (bound.at(near) - value) / (near[i] - x[i]);
    }
    return new Evaluation(x, value, gradient);
  }
}
