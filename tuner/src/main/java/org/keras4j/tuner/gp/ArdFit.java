package org.keras4j.tuner.gp;

import java.util.Arrays;
import java.util.Objects;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.jspecify.annotations.Nullable;

/**
 * Finds the parameters of a process that are most likely after some observations (maximum a
 * posteriori), by descents with exact gradients.
 *
 * <p>With {@code w = K⁻¹y}, the derivative of the logarithm of the likelihood is {@code ½ Σ (w·wᵀ −
 * K⁻¹)·∂K} (Rasmussen and Williams, "Gaussian Processes for Machine Learning", 2006, 5.9).
 */
final class ArdFit {
  private static final int ITERATIONS = 60;
  private static final double[] SHORTER = {0, 1.5};

  private final int groups;
  // For each pair of observations i > j, the squared distance in each group.
  private final double[][] squares;
  private final double[] targets;
  private final @Nullable Double noise;

  ArdFit(int[] groupOf, double[][] points, double[] targets, @Nullable Double noise) {
    this.groups = Arrays.stream(groupOf).max().orElse(-1) + 1;
    this.targets = targets;
    this.noise = noise;
    int n = points.length;
    squares = new double[n * (n - 1) / 2][groups];
    int pair = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++, pair++) {
        for (int k = 0; k < groupOf.length; k++) {
          double difference = points[i][k] - points[j][k];
          squares[pair][groupOf[k]] += difference * difference;
        }
      }
    }
  }

  /** Descends from several starts, the prior and others with shorter length scales. */
  ArdParameters run() {
    Evaluation best = null;
    for (double shorter : SHORTER) {
      double[] start = ArdParameters.prior(groups, noise);
      for (int i = 0; i < groups; i++) {
        start[i] -= shorter;
      }
      Evaluation end = descend(start);
      best = best == null || end.value() < best.value() ? end : best;
    }
    return new ArdParameters(Objects.requireNonNull(best).x());
  }

  private Evaluation descend(double[] start) {
    return BoundedDescent.from(this::at, start, ArdParameters.limits(groups, noise), ITERATIONS);
  }

  /** The negative logarithm of the posterior, but for a constant, and its gradient. */
  Evaluation at(double[] logs) {
    ArdParameters parameters = new ArdParameters(logs);
    int n = targets.length;
    double[] inverseSquares = new double[groups];
    for (int g = 0; g < groups; g++) {
      inverseSquares[g] = 5 / Math.pow(parameters.lengthScale(g), 2);
    }
    ArdKernel kernel = new ArdKernel(parameters.variance(), inverseSquares);
    double[][] covariance = new double[n][n];
    double[] distances = new double[squares.length];
    int pair = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++, pair++) {
        double sum = 0;
        for (int g = 0; g < groups; g++) {
          sum += squares[pair][g] * inverseSquares[g];
        }
        distances[pair] = Math.sqrt(sum);
        covariance[i][j] = kernel.at(distances[pair]);
        covariance[j][i] = covariance[i][j];
      }
      covariance[i][i] = parameters.variance() + parameters.noise();
    }
    double[] gradient = new double[logs.length];
    CholeskyDecomposition decomposition;
    try {
      decomposition = new CholeskyDecomposition(new Array2DRowRealMatrix(covariance, false), 0, 0);
    } catch (MathIllegalArgumentException e) {
      return new Evaluation(logs, 1e10, gradient);
    }
    double[][] inverse = decomposition.getSolver().getInverse().getData();
    double[] w = decomposition.getSolver().solve(new ArrayRealVector(targets, false)).toArray();
    double value = 0.5 * BoundedDescent.dot(w, targets);
    double[][] factor = decomposition.getLT().getData();
    double trace = 0;
    pair = 0;
    for (int i = 0; i < n; i++) {
      value += Math.log(factor[i][i]);
      double self = w[i] * w[i] - inverse[i][i];
      trace += self;
      gradient[groups] -= 0.5 * self * parameters.variance();
      for (int j = 0; j < i; j++, pair++) {
        double share = w[i] * w[j] - inverse[i][j];
        gradient[groups] -= share * covariance[i][j];
        double slope = share * kernel.slope(distances[pair]);
        for (int g = 0; g < groups; g++) {
          gradient[g] += slope * squares[pair][g] * inverseSquares[g];
        }
      }
    }
    gradient[groups + 1] = -0.5 * trace * parameters.noise();
    value += parameters.addPrior(gradient);
    return new Evaluation(logs, value, gradient);
  }
}
