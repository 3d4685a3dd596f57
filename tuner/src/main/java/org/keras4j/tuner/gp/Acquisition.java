package org.keras4j.tuner.gp;

/** What an observation promises, from mean and deviation of what is expected; low is good. */
@FunctionalInterface
public interface Acquisition {
  /**
   * A value with its derivatives.
   *
   * @param value the value; the lower, the more promising
   * @param byMean the derivative by the mean
   * @param byStd the derivative by the standard deviation
   */
  record Rating(double value, double byMean, double byStd) {}

  /**
   * Rates what is expected.
   *
   * @param mean the mean
   * @param std the standard deviation, above 0
   */
  Rating rate(double mean, double std);

  /**
   * The lower confidence bound {@code μ − βσ} (Srinivas et al., 2010).
   *
   * @param beta how much is given for what is not known, 0 or more
   */
  static Acquisition bound(double beta) {
    return (mean, std) -> new Rating(mean - beta * std, 1, -beta);
  }

  /**
   * The negative logarithm of the expected improvement over the lowest value so far.
   *
   * @param lowest the lowest value
   * @see LogImprovement
   */
  static Acquisition improvement(double lowest) {
    return new LogImprovement(lowest);
  }
}
