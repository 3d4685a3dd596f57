package org.keras4j.tuner;

/** Divides [0, 1) evenly among n values. */
final class Buckets {
  private Buckets() {}

  /** The index of the bucket a probability falls in. */
  static long index(double p, long n) {
    long index = (long) Math.floor(p / (1.0 / n));
    return Math.min(index, n - 1);
  }

  /** The probability in the middle of a bucket. */
  static double probability(double index, long n) {
    return (index + 0.5) * (1.0 / n);
  }
}
