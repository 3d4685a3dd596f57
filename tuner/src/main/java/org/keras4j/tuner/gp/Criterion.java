package org.keras4j.tuner.gp;

import java.util.Arrays;

/**
 * How promising a point is, by a process and an {@link Acquisition}; low is good.
 *
 * <p>For one thread.
 */
public final class Criterion {
  private static final int ITERATIONS = 40;

  private final Acquisition acquisition;
  private final ArdProcess.Workspace work;

  /**
   * Creates a criterion.
   *
   * @param process what is known
   * @param acquisition what is sought
   */
  public Criterion(ArdProcess process, Acquisition acquisition) {
    this.acquisition = acquisition;
    this.work = process.new Workspace();
  }

  /**
   * Rates a point.
   *
   * @param x the point
   * @return the rating; the lower, the more promising
   */
  public double at(double[] x) {
    work.place(x);
    return acquisition.rate(work.mean(), work.std()).value();
  }

  /**
   * Descends from a point, along some of its coordinates only.
   *
   * @param start the point
   * @param moving the coordinates that may change, in [0, 1]
   * @param reach how far each may change
   * @return where the descent ends
   */
  public double[] descend(double[] start, int[] moving, double reach) {
    double[] inner = new double[moving.length];
    double[] lower = new double[moving.length];
    double[] upper = new double[moving.length];
    for (int i = 0; i < moving.length; i++) {
      inner[i] = start[moving[i]];
      lower[i] = Math.max(0, inner[i] - reach);
      upper[i] = Math.min(1, inner[i] + reach);
    }
    double[] end =
        BoundedDescent.from(y -> along(start, moving, y), inner, new Box(lower, upper), ITERATIONS)
            .x();
    return placed(start, moving, end);
  }

  private Evaluation along(double[] start, int[] moving, double[] y) {
    work.place(placed(start, moving, y));
    Acquisition.Rating rating = acquisition.rate(work.mean(), work.std());
    double[] all = work.gradient(rating.byMean(), rating.byStd());
    double[] gradient = new double[moving.length];
    Arrays.setAll(gradient, i -> all[moving[i]]);
    return new Evaluation(y, rating.value(), gradient);
  }

  private static double[] placed(double[] start, int[] moving, double[] y) {
    double[] x = start.clone();
    for (int i = 0; i < moving.length; i++) {
      x[moving[i]] = y[i];
    }
    return x;
  }
}
