package org.keras4j.tuner.gp;

/**
 * The Matérn covariance with ν = 5/2 and a length scale for each group of coordinates: {@code v·(1
 * + s + s²/3)·e^−s} with {@code s² = 5·Σ (a − b)²/ℓ²}. With a coordinate for each group it is ARD,
 * automatic relevance determination (Neal, 1996): a group that does not matter gets a long scale.
 * The coordinates of a category are one group.
 */
final class ArdKernel {
  private final double variance;
  private final double[] weights;

  /** The variance is that far from all observations; the weights are 5/ℓ² for each coordinate. */
  ArdKernel(double variance, double[] weights) {
    this.variance = variance;
    this.weights = weights;
  }

  double variance() {
    return variance;
  }

  double[] weights() {
    return weights;
  }

  static ArdKernel of(ArdParameters parameters, int[] groups) {
    double[] weights = new double[groups.length];
    for (int i = 0; i < weights.length; i++) {
      double scale = parameters.lengthScale(groups[i]);
      weights[i] = 5 / (scale * scale);
    }
    return new ArdKernel(parameters.variance(), weights);
  }

  /** The distance s in units of the length scales. */
  double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += weights[i] * difference * difference;
    }
    return Math.sqrt(sum);
  }

  double at(double s) {
    return variance * (1 + s + s * s / 3) * Math.exp(-s);
  }

  /** The derivative by a coordinate of a is this times its weight times its difference. */
  double slope(double s) {
    return -variance / 3 * (1 + s) * Math.exp(-s);
  }
}
