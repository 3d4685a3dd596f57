package org.keras4j.tuner;

import java.util.SplittableRandom;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * Spreads the first trials evenly over the unit cube: the sequence of Sobol (1967), its binary
 * digits shifted by the seed.
 *
 * <p>Unlike random points, a few of these leave no large part of a range out. Direction numbers of
 * Joe and Kuo (2008), as Hipparchus has them.
 */
final class InitialDesign {
  private static final int DIGITS = 52;

  private InitialDesign() {}

  /** Returns a point of the sequence: the same for the same dimensions, seed and index. */
  static double[] point(int dimensions, long seed, int index) {
    double[] point = new SobolSequenceGenerator(dimensions).skipTo(index);
    SplittableRandom shifts = new SplittableRandom(seed);
    for (int i = 0; i < dimensions; i++) {
      long digits = (long) (point[i] * (1L << DIGITS)) ^ (shifts.nextLong() >>> (64 - DIGITS));
      point[i] = (double) digits / (1L << DIGITS);
    }
    return point;
  }
}
