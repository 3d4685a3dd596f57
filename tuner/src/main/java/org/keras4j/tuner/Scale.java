package org.keras4j.tuner;

import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of a numeric range: where a probability falls in it, continuously or on a grid of
 * steps.
 *
 * <p>Powers and logarithms come from {@link FastMath}, which rounds like C's library (hence like
 * Python) in all but one of a thousand cases, and identically on every processor; {@link
 * StrictMath} differs in one of ten.
 */
record Scale(double min, double max, @Nullable Double step, Sampling sampling) {

  /** The same range with another maximum. */
  Scale withMax(double newMax) {
    return new Scale(min, newMax, step, sampling);
  }

  /** The value at a probability in [0, 1), steps ignored. */
  double sample(double p) {
    return switch (sampling) {
      case LINEAR -> p * (max - min) + min;
      case LOG -> min * FastMath.pow(max / min, p);
      case REVERSE_LOG -> max + min - min * FastMath.pow(max / min, 1 - p);
    };
  }

  /** The probability at which {@link #sample} gives a value. */
  double probability(double value) {
    if (max == min) {
      return 0.5;
    }
    return switch (sampling) {
      case LINEAR -> (value - min) / (max - min);
      case LOG -> FastMath.log(value / min) / FastMath.log(max / min);
      case REVERSE_LOG -> 1 - FastMath.log((max + min - value) / min) / FastMath.log(max / min);
    };
  }

  /** The number of values on the grid. */
  int count() {
    if (sampling == Sampling.LINEAR) {
      return (int) (floorDiv(max - min, requireStep()) + 1);
    }
    return (int) (log(max / min) + 1e-8) + 1;
  }

  /** The i-th value on the grid. */
  double valueAt(int i) {
    return switch (sampling) {
      case LINEAR -> min + i * requireStep();
      case LOG -> min * FastMath.pow(requireStep(), i);
      case REVERSE_LOG -> max + min - min * FastMath.pow(requireStep(), i);
    };
  }

  /** The position of a value on the grid; between two positions for logarithmic scales. */
  double indexOf(double value) {
    return switch (sampling) {
      case LINEAR -> floorDiv(value - min, requireStep());
      case LOG -> log(value / min);
      case REVERSE_LOG -> log((max - value + min) / min);
    };
  }

  /** The grid value at a probability in [0, 1). */
  double sampleStepped(double p) {
    return valueAt(Buckets.index(p, count()));
  }

  /** The probability in the middle of a grid value's bucket. */
  double probabilityStepped(double value) {
    return Buckets.probability(indexOf(value), count());
  }

  /** The middle of each grid value's bucket. */
  double[] gridProbabilities() {
    int n = count();
    double[] probabilities = new double[n];
    for (int i = 0; i < n; i++) {
      probabilities[i] = Buckets.probability(i, n);
    }
    return probabilities;
  }

  private double requireStep() {
    if (step == null) {
      throw new IllegalStateException("This range has no step.");
    }
    return step;
  }

  private double log(double x) {
    return FastMath.log(x) / FastMath.log(requireStep());
  }

  /**
   * Python's {@code a // b}, which floors the exact quotient: {@code 0.5 // 0.1} is 4. KerasTuner
   * counts steps with it, so that some ranges lose their maximum.
   */
  static double floorDiv(double a, double b) {
    double mod = a % b;
    double div = (a - mod) / b;
    if (mod != 0 && (b < 0) != (mod < 0)) {
      div -= 1;
    }
    double floor = Math.floor(div);
    return div - floor > 0.5 ? floor + 1 : floor;
  }
}
