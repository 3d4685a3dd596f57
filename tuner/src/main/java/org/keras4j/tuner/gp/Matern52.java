package org.keras4j.tuner.gp;

/**
 * The Matérn covariance with ν = 5/2 and one length scale: {@code (1 + s + s²/3)·e^−s} with {@code
 * s = √5·r/ℓ} at distance r.
 */
record Matern52(double lengthScale) {
  private static final double SQRT5 = Math.sqrt(5);

  double at(double distance) {
    double s = SQRT5 * distance / lengthScale;
    return (1 + s + s * s / 3) * Math.exp(-s);
  }

  /** The derivative by the logarithm of the length scale. */
  double growth(double distance) {
    double s = SQRT5 * distance / lengthScale;
    return s * s / 3 * (1 + s) * Math.exp(-s);
  }

  static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
