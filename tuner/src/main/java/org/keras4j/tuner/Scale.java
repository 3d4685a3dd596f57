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

  private static final double MOST = 0x1p53;

  // In steps: what rounding makes of a value of the grid.
  private static final double SAME = 1e-6;

  /** The same range with another maximum. */
  Scale withMax(double newMax) {
    return new Scale(min, newMax, step, sampling);
  }

  /** The value at a probability in [0, 1), steps ignored. */
  double sample(double p) {
    return switch (sampling) {
      case LINEAR -> {
        double width = max - min;
        // The width of the widest ranges is no double.
        yield Double.isInfinite(width) ? min * (1 - p) + max * p : p * width + min;
      }
      case LOG -> grown(max / min, logRatio(max), p);
      case REVERSE_LOG -> reversed(grown(max / min, logRatio(max), 1 - p));
    };
  }

  /** {@code min * base ** exponent}, whose power may be no double. */
  private double grown(double base, double logBase, double exponent) {
    double power = FastMath.pow(base, exponent);
    return Double.isInfinite(power)
        ? Math.min(max, FastMath.exp(FastMath.log(min) + exponent * logBase))
        : min * power;
  }

  /** {@code max + min - value}, whose sum may be no double. */
  private double reversed(double value) {
    double sum = max + min;
    return Double.isInfinite(sum) ? max - (value - min) : sum - value;
  }

  /** {@code ln(value / min)}. */
  private double logRatio(double value) {
    double ratio = value / min;
    return Double.isInfinite(ratio) ? FastMath.log(value) - FastMath.log(min) : FastMath.log(ratio);
  }

  /** The probability at which {@link #sample} gives a value. */
  double probability(double value) {
    if (max == min) {
      return 0.5;
    }
    return switch (sampling) {
      case LINEAR -> {
        double width = max - min;
        yield Double.isInfinite(width)
            ? (value / 2 - min / 2) / (max / 2 - min / 2)
            : (value - min) / width;
      }
      case LOG -> logRatio(value) / logRatio(max);
      case REVERSE_LOG -> 1 - logRatio(reversed(value)) / logRatio(max);
    };
  }

  /** The number of values on the grid. */
  long count() {
    if (sampling == Sampling.LINEAR) {
      return (long) (floorDiv(max - min, requireStep()) + 1);
    }
    return (long) (steps(max) + 1e-8) + 1;
  }

  /** Refuses a grid whose positions a double cannot tell apart. */
  Scale checked(String owner) {
    if (step == null) {
      return this;
    }
    double count = sampling == Sampling.LINEAR ? floorDiv(max - min, step) : steps(max);
    if (!(count < MOST)) {
      throw new IllegalArgumentException(
          owner
              + ": a step of "
              + PythonText.repr(step)
              + " makes too many values from "
              + PythonText.repr(min)
              + " to "
              + PythonText.repr(max)
              + ". Give a larger step, or for a Float none at all, which makes the range"
              + " continuous");
    }
    return this;
  }

  /** The i-th value on the grid. */
  double valueAt(long i) {
    return switch (sampling) {
      case LINEAR -> min + i * requireStep();
      case LOG -> grown(requireStep(), FastMath.log(requireStep()), (double) i);
      case REVERSE_LOG -> reversed(grown(requireStep(), FastMath.log(requireStep()), (double) i));
    };
  }

  /** The position of a value on the grid; between two positions for logarithmic scales. */
  double indexOf(double value) {
    return switch (sampling) {
      case LINEAR -> floorDiv(value - min, requireStep());
      case LOG -> steps(value);
      case REVERSE_LOG -> steps(max - value + min);
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

  /**
   * The coordinate of a value in [0, 1], each value's own: the middle of its bucket, and beside it
   * between the values of the grid.
   */
  double coordinateStepped(double value) {
    double index = sampling == Sampling.LINEAR ? (value - min) / requireStep() : indexOf(value);
    double nearest = Math.rint(index);
    double exact = Math.abs(index - nearest) < SAME ? nearest : index;
    return Math.max(0, Math.min(1, Buckets.probability(exact, count())));
  }

  /** The middle of each grid value's bucket. */
  double[] gridProbabilities() {
    int n = Math.toIntExact(count());
    double[] probabilities = new double[n];
    for (int i = 0; i < n; i++) {
      probabilities[i] = Buckets.probability(i, n);
    }
    return probabilities;
  }

  private double requireStep() {
    if (step == null) {
      throw new IllegalStateException("This range has no step");
    }
    return step;
  }

  private double steps(double value) {
    return logRatio(value) / FastMath.log(requireStep());
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
