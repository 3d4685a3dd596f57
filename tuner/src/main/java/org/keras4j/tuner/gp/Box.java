package org.keras4j.tuner.gp;

import java.util.Arrays;

/** The bounds of each coordinate. */
final class Box {
  private final double[] lower;
  private final double[] upper;

  Box(double[] lower, double[] upper) {
    this.lower = lower;
    this.upper = upper;
  }

  /** Returns the cube [0, 1]ⁿ. */
  static Box unit(int dimensions) {
    double[] upper = new double[dimensions];
    Arrays.fill(upper, 1);
    return new Box(new double[dimensions], upper);
  }

  /** Returns the nearest point of the box. */
  double[] clip(double[] point) {
    double[] inside = new double[point.length];
    Arrays.setAll(inside, i -> Math.max(lower[i], Math.min(upper[i], point[i])));
    return inside;
  }

  /** The bound towards which a coordinate moves with a direction. */
  double bound(int i, double direction) {
    return direction < 0 ? lower[i] : upper[i];
  }

  /** Whether a coordinate has met none of its bounds. */
  boolean isFree(int i, double coordinate) {
    return coordinate > lower[i] && coordinate < upper[i];
  }
}
