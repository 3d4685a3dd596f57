package org.keras4j.tuner.gp;

/**
 * What observations say about one more point, from the covariances {@code k} of its value with
 * theirs. With the covariance {@code K = L·Lᵀ} of the observations, the mean is {@code kᵀ·K⁻¹·y},
 * and {@code kᵀ·K⁻¹·k} of the variance is explained. For one thread.
 */
final class Conditional {
  private final double[][] factor;
  private final double[] weights;
  private final double[] solved;
  private double mean;
  private double explained;

  /**
   * @param factor the rows of L
   * @param weights K⁻¹·y
   */
  Conditional(double[][] factor, double[] weights) {
    this.factor = factor;
    this.weights = weights;
    solved = new double[weights.length];
  }

  /** Computes mean and explained variance for the covariances with a point. */
  void place(double[] covariances) {
    mean = 0;
    explained = 0;
    for (int i = 0; i < solved.length; i++) {
      double rest = covariances[i];
      mean += rest * weights[i];
      // Forward substitution: solved = L⁻¹·k.
      double[] row = factor[i];
      for (int j = 0; j < i; j++) {
        rest -= row[j] * solved[j];
      }
      solved[i] = rest / row[i];
      explained += solved[i] * solved[i];
    }
  }

  double mean() {
    return mean;
  }

  double explained() {
    return explained;
  }

  /** Returns {@code K⁻¹·k}; call once for each point. */
  double[] solve() {
    // Backward substitution in place: L⁻ᵀ·L⁻¹·k.
    for (int i = solved.length - 1; i >= 0; i--) {
      double[] row = factor[i];
      solved[i] /= row[i];
      for (int j = 0; j < i; j++) {
        solved[j] -= row[j] * solved[i];
      }
    }
    return solved;
  }
}
