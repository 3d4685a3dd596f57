package org.keras4j.tuner.gp;

/** A point, and what a {@link SmoothFunction} is there. The arrays are not to be changed. */
final class Evaluation {
  private final double[] x;
  private final double value;
  private final double[] gradient;

  Evaluation(double[] x, double value, double[] gradient) {
    this.x = x;
    this.value = value;
    this.gradient = gradient;
  }

  double[] x() {
    return x;
  }

  double value() {
    return value;
  }

  double[] gradient() {
    return gradient;
  }
}
