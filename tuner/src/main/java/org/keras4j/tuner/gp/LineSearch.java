package org.keras4j.tuner.gp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Looks on a line for a point that is low and flat enough, by cubic and quadratic interpolation.
 *
 * <p>Moré and Thuente, "Line search algorithms with guaranteed sufficient decrease", 1994.
 */
final class LineSearch {
  private static final int MAX_STEPS = 20;
  private static final double DECREASE = 1e-3;
  private static final double CURVATURE = 0.9;
  private static final double PRECISION = 0.1;

  private final SmoothFunction function;
  private final Box box;
  private final Evaluation start;
  private final double[] direction;
  private final double[] target;
  private final double firstSlope;
  private final double wanted;

  LineSearch(SmoothFunction function, Box box, Evaluation start, double[] target) {
    this.function = function;
    this.box = box;
    this.start = start;
    this.direction = BoundedDescent.difference(target, start.x());
    this.target = target;
    this.firstSlope = BoundedDescent.dot(start.gradient(), direction);
    this.wanted = DECREASE * firstSlope;
  }

  /** Starts with a step to the target, which has length 1; returns null if the line leads up. */
  @Nullable Evaluation run(double longest) {
    if (firstSlope >= 0) {
      return null;
    }
    TrialInterval interval = new TrialInterval(start.value(), firstSlope);
    double length = 1;
    double shortestNext = 0;
    double longestNext = 5;
    double width = longest;
    double widthBefore = 2 * longest;
    boolean modified = true;
    for (int i = 0; i < MAX_STEPS; i++) {
      Evaluation step = at(length);
      double slope = BoundedDescent.dot(step.gradient(), direction);
      double enough = start.value() + length * wanted;
      modified &= step.value() > enough || slope < 0;
      if (ends(step.value() <= enough, slope, length, longest)
          || (interval.brackets()
              && (length <= shortestNext
                  || length >= longestNext
                  || longestNext - shortestNext <= PRECISION * longestNext))) {
        return step;
      }
      double tilt =
          modified && step.value() <= interval.bestValue() && step.value() > enough ? wanted : 0;
      length = interval.next(length, step.value(), slope, tilt, shortestNext, longestNext);
      if (interval.brackets()) {
        if (interval.width() >= 0.66 * widthBefore) {
          length = interval.middle();
        }
        widthBefore = width;
        width = interval.width();
        shortestNext = interval.low();
        longestNext = interval.high();
      } else {
        shortestNext = length + 1.1 * (length - interval.best());
        longestNext = length + 4 * (length - interval.best());
      }
      length = Math.max(0, Math.min(longest, length));
      if (interval.brackets()
          && (length <= shortestNext
              || length >= longestNext
              || longestNext - shortestNext <= PRECISION * longestNext)) {
        length = interval.best();
      }
    }
    return null;
  }

  private boolean ends(boolean lowEnough, double slope, double length, double longest) {
    boolean flatEnough = Math.abs(slope) <= -CURVATURE * firstSlope;
    boolean atEnd = length == longest && slope <= wanted;
    return (lowEnough && (flatEnough || atEnd)) || (length == 0 && (!lowEnough || slope >= wanted));
  }

  private Evaluation at(double length) {
    double[] x = target;
    if (length != 1) {
      double[] point = new double[target.length];
      Arrays.setAll(point, i -> start.x()[i] + length * direction[i]);
      x = box.clip(point);
    }
    return function.at(x);
  }
}
