package org.keras4j.tuner.gp;

import java.util.function.ToDoubleFunction;
import org.hipparchus.linear.CholeskyDecomposition;

/**
 * A Gaussian process fitted to observations as KerasTuner does: a Matérn 5/2 covariance with one
 * length scale, noise on its diagonal, targets standardised.
 *
 * <p>Immutable; safe for use by several threads.
 */
public final class GaussianProcess {
  private final double[][] points;
  private final double lengthScale;
  private final Matern52 kernel;
  private final double[][] factor;
  private final double[] weights;
  private final double logLikelihood;
  private final double mean;
  private final double std;

  private GaussianProcess(
      double[][] points, double lengthScale, Likelihood likelihood, double mean, double std) {
    Likelihood.Posterior posterior = likelihood.at(lengthScale);
    if (posterior == null) {
      throw new IllegalArgumentException(
          "The observations cannot be told apart at length scale "
              + lengthScale
              + ": give a larger alpha");
    }
    CholeskyDecomposition covariance = posterior.covariance();
    this.points = points;
    this.lengthScale = lengthScale;
    this.kernel = new Matern52(lengthScale);
    this.factor = covariance.getL().getData();
    this.weights = posterior.weights().toArray();
    this.logLikelihood = posterior.logLikelihood();
    this.mean = mean;
    this.std = std;
  }

  /**
   * Fits a process as scikit-learn does: its length scale is the best of those at which descents
   * end that begin at 1 and at the given starts. That is not always the most likely one.
   *
   * @param points where was observed; (n, d) with n ≥ 1
   * @param targets what was observed there; n finite numbers
   * @param noise what is added to the diagonal of the covariance of the standardised targets, above
   *     0
   * @param starts where descents begin besides 1: from 0 for a length scale of 10⁻⁵ to 1 for one of
   *     10⁵, on a logarithmic scale
   * @throws IllegalArgumentException if the noise is too small to tell the points apart
   */
  public static GaussianProcess fitByDescents(
      double[][] points, double[] targets, double noise, double[] starts) {
    return create(
        points, targets, noise, likelihood -> LengthScaleDescents.fit(likelihood, starts));
  }

  /** Makes a process with a given length scale. */
  static GaussianProcess withLengthScale(
      double[][] points, double[] targets, double noise, double lengthScale) {
    return create(points, targets, noise, likelihood -> lengthScale);
  }

  private static GaussianProcess create(
      double[][] points, double[] targets, double noise, ToDoubleFunction<Likelihood> lengthScale) {
    double mean = mean(targets);
    double std = std(targets, mean);
    double[] standard = new double[targets.length];
    for (int i = 0; i < targets.length; i++) {
      standard[i] = (targets[i] - mean) / std;
    }
    Likelihood likelihood = new Likelihood(points, standard, noise);
    return new GaussianProcess(
        points, lengthScale.applyAsDouble(likelihood), likelihood, mean, std);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double std(double[] values, double mean) {
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    double std = Math.sqrt(sum / values.length);
    return std < 10 * Math.ulp(1.0) ? 1 : std;
  }

  /**
   * What the process says about one point.
   *
   * @param mean the expected value
   * @param std the standard deviation around it
   */
  public record Prediction(double mean, double std) {}

  /**
   * Predicts the value at a point.
   *
   * @param x the point; d coordinates
   * @return mean and standard deviation, in the units of the targets
   */
  public Prediction predict(double[] x) {
    Workspace work = new Workspace();
    work.place(x);
    return new Prediction(mean + std * work.mean(), std * work.deviation());
  }

  /** Returns the length scale. */
  public double lengthScale() {
    return lengthScale;
  }

  /** Returns the logarithm of the likelihood of the standardised targets. */
  public double logLikelihood() {
    return logLikelihood;
  }

  /** Returns the number of coordinates of a point. */
  public int dimensions() {
    return points[0].length;
  }

  /** Returns the standard deviation of the targets. */
  double targetStd() {
    return std;
  }

  /** Returns the mean of the targets. */
  double targetMean() {
    return mean;
  }

  /** The intermediate results at one point, in standardised units; for one thread. */
  final class Workspace {
    private final int n = points.length;
    private final double[] covariance = new double[n];
    private final Conditional conditional = new Conditional(factor, weights);

    /** Computes mean and deviation at a point. */
    void place(double[] point) {
      for (int i = 0; i < n; i++) {
        covariance[i] = kernel.at(Matern52.distance(point, points[i]));
      }
      conditional.place(covariance);
    }

    double mean() {
      return conditional.mean();
    }

    double deviation() {
      return Math.sqrt(Math.max(0, 1 - conditional.explained()));
    }
  }
}
