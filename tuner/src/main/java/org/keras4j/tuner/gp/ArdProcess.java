package org.keras4j.tuner.gp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.jspecify.annotations.Nullable;

/**
 * A Gaussian process with an {@link ArdKernel}, whose length scales, variance and noise are fitted
 * to observations. Targets are standardised ones.
 *
 * <p>Immutable; safe for use by several threads.
 */
public final class ArdProcess {
  private static final double LEAST_JITTER = 1e-15;
  private static final int MOST_JITTERS = 12;

  private final int[] groups;
  private final double[][] points;
  private final double[] targets;
  private final ArdParameters parameters;
  private final ArdKernel kernel;
  private final double[][] factor;
  private final double[] weights;

  private ArdProcess(int[] groups, double[][] points, double[] targets, ArdParameters parameters) {
    this.groups = groups;
    this.points = points;
    this.targets = targets;
    this.parameters = parameters;
    this.kernel = ArdKernel.of(parameters, groups);
    int n = points.length;
    double[][] covariance = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        covariance[i][j] = kernel.at(kernel.distance(points[i], points[j]));
        covariance[j][i] = covariance[i][j];
      }
      covariance[i][i] = parameters.variance() + parameters.noise();
    }
    CholeskyDecomposition decomposition = decomposed(covariance);
    this.factor = decomposition.getL().getData();
    this.weights = decomposition.getSolver().solve(new ArrayRealVector(targets, false)).toArray();
  }

  /**
   * Decomposes a covariance. With points that are the same or nearly so, and hardly any noise, it
   * is not positive definite to the precision of doubles; then as much as needed is added to its
   * diagonal.
   */
  private static CholeskyDecomposition decomposed(double[][] covariance) {
    double jitter = LEAST_JITTER * covariance[0][0];
    for (int i = 0; ; i++) {
      try {
        return new CholeskyDecomposition(new Array2DRowRealMatrix(covariance, false), 1e-10, 0);
      } catch (MathIllegalArgumentException e) {
        if (i == MOST_JITTERS) {
          throw e;
        }
        for (int k = 0; k < covariance.length; k++) {
          covariance[k][k] += jitter;
        }
        jitter *= 10;
      }
    }
  }

  /**
   * Fits a process to observations.
   *
   * @param groups the group of each coordinate, counted from 0; each has a length scale
   * @param points where was observed; (n, d) with n ≥ 1
   * @param targets what was observed there, with mean 0 and variance 1
   * @param noise the variance of the noise; null to fit it
   */
  public static ArdProcess fit(
      int[] groups, double[][] points, double[] targets, @Nullable Double noise) {
    ArdParameters parameters = new ArdFit(groups, points, targets, noise).run();
    return new ArdProcess(groups, points, targets, parameters);
  }

  /**
   * Takes points in whose values are not known yet, as if they had brought a little less than what
   * is expected: {@code μ + σ}. So other points become more promising.
   *
   * @param pending the points
   * @return a process with the same parameters
   */
  public ArdProcess withPending(List<double[]> pending) {
    if (pending.isEmpty()) {
      return this;
    }
    List<double[]> all = new ArrayList<>(List.of(points));
    all.addAll(pending);
    double[] values = Arrays.copyOf(targets, all.size());
    Workspace work = new Workspace();
    for (int i = 0; i < pending.size(); i++) {
      work.place(pending.get(i));
      values[points.length + i] = work.mean() + work.std();
    }
    return new ArdProcess(groups, all.toArray(double[][]::new), values, parameters);
  }

  /** Returns the lowest mean at an observed point: the best value without its noise. */
  public double lowestMean() {
    Workspace work = new Workspace();
    double lowest = Double.POSITIVE_INFINITY;
    for (double[] point : points) {
      work.place(point);
      lowest = Math.min(lowest, work.mean());
    }
    return lowest;
  }

  /**
   * Returns what is expected at a point.
   *
   * @param point the point
   */
  public double mean(double[] point) {
    Workspace work = new Workspace();
    work.place(point);
    return work.mean();
  }

  /**
   * Returns the length scale of a group of coordinates.
   *
   * @param group the group, counted from 0
   */
  public double lengthScale(int group) {
    return parameters.lengthScale(group);
  }

  /** Returns the variance of the noise. */
  public double noise() {
    return parameters.noise();
  }

  /** Mean and deviation at one point; for one thread. */
  final class Workspace {
    private final int n = points.length;
    private final double[] distance = new double[n];
    private final double[] covariance = new double[n];
    private final Conditional conditional = new Conditional(factor, weights);
    private double[] x = new double[0];
    private double std;

    /** Computes mean and deviation, that of the noise left out, at a point. */
    void place(double[] point) {
      x = point;
      for (int i = 0; i < n; i++) {
        distance[i] = kernel.distance(x, points[i]);
        covariance[i] = kernel.at(distance[i]);
      }
      conditional.place(covariance);
      double variance = kernel.variance();
      std = Math.sqrt(Math.max(variance * 1e-12, variance - conditional.explained()));
    }

    double mean() {
      return conditional.mean();
    }

    double std() {
      return std;
    }

    /** The gradient of {@code a·mean + b·std} at the placed point; call once for each. */
    double[] gradient(double a, double b) {
      double[] solved = conditional.solve();
      double[] gradient = new double[x.length];
      for (int i = 0; i < n; i++) {
        double slope = kernel.slope(distance[i]) * (a * weights[i] - b / std * solved[i]);
        for (int k = 0; k < gradient.length; k++) {
          gradient[k] += slope * kernel.weights()[k] * (x[k] - points[i][k]);
        }
      }
      return gradient;
    }
  }
}
