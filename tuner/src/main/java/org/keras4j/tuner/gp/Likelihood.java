package org.keras4j.tuner.gp;

import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.jspecify.annotations.Nullable;

/** How likely the observations are under a Gaussian process, as a function of its length scale. */
final class Likelihood {
  private final double[][] distances;
  private final RealVector targets;
  private final double noise;

  Likelihood(double[][] points, double[] targets, double noise) {
    this.distances = distances(points);
    this.targets = new ArrayRealVector(targets, false);
    this.noise = noise;
  }

  private static double[][] distances(double[][] points) {
    double[][] distances = new double[points.length][points.length];
    for (int i = 0; i < points.length; i++) {
      for (int j = 0; j < i; j++) {
        distances[i][j] = Matern52.distance(points[i], points[j]);
        distances[j][i] = distances[i][j];
      }
    }
    return distances;
  }

  /** A covariance matrix, decomposed, and what follows from it. */
  record Posterior(CholeskyDecomposition covariance, RealVector weights, double logLikelihood) {}

  /** Returns null where the covariance is not positive definite to the precision of doubles. */
  @Nullable Posterior at(double lengthScale) {
    Matern52 kernel = new Matern52(lengthScale);
    int n = distances.length;
    double[][] covariance = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        covariance[i][j] = kernel.at(distances[i][j]);
        covariance[j][i] = covariance[i][j];
      }
      covariance[i][i] = 1 + noise;
    }
    try {
      CholeskyDecomposition decomposition =
          new CholeskyDecomposition(new Array2DRowRealMatrix(covariance, false), 0, 0);
      RealVector weights = decomposition.getSolver().solve(targets);
      double halfLogDeterminant = 0;
      for (int i = 0; i < n; i++) {
        halfLogDeterminant += Math.log(decomposition.getL().getEntry(i, i));
      }
      double logLikelihood =
          -0.5 * targets.dotProduct(weights) - halfLogDeterminant - 0.5 * n * Math.log(2 * Math.PI);
      return new Posterior(decomposition, weights, logLikelihood);
    } catch (MathIllegalArgumentException e) {
      return null;
    }
  }

  /** The negative logarithm of the likelihood and its derivative by that of the length scale. */
  Evaluation toMinimise(double[] logLengthScale) {
    double lengthScale = Math.exp(logLengthScale[0]);
    Posterior posterior = at(lengthScale);
    if (posterior == null) {
      return new Evaluation(logLengthScale, Double.POSITIVE_INFINITY, new double[1]);
    }
    Matern52 kernel = new Matern52(lengthScale);
    RealMatrix inverse = posterior.covariance().getSolver().getInverse();
    RealVector weights = posterior.weights();
    double slope = 0;
    for (int i = 0; i < distances.length; i++) {
      for (int j = 0; j < i; j++) {
        slope +=
            (weights.getEntry(i) * weights.getEntry(j) - inverse.getEntry(i, j))
                * kernel.growth(distances[i][j]);
      }
    }
    return new Evaluation(logLengthScale, -posterior.logLikelihood(), new double[] {-slope});
  }

  double logLikelihood(double lengthScale) {
    Posterior posterior = at(lengthScale);
    return posterior == null ? Double.NEGATIVE_INFINITY : posterior.logLikelihood();
  }
}
