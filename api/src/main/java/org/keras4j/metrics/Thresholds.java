package org.keras4j.metrics;

import java.util.Arrays;

/** The numbers above which predictions count as yes: in [0, 1], or beyond by ε. */
final class Thresholds {

  private final double[] values;
  private final boolean even;

  private Thresholds(double[] values, boolean even) {
    this.values = values;
    this.even = even;
  }

  /** Returns whether they divide [0, 1] evenly, so that predictions can be sorted into buckets. */
  boolean even() {
    return even;
  }

  /** The thresholds a user gave; even ones are recognised, as in Keras. */
  static Thresholds of(double... values) {
    return new Thresholds(values.clone(), isEven(values));
  }

  /** This many thresholds from 0 to 1; a single one is ½. */
  static Thresholds linear(int count) {
    return count == 1
        ? new Thresholds(new double[] {0.5}, false)
        : new Thresholds(inner(count, 0), true);
  }

  /** This many thresholds from just below 0 to just above 1. */
  static Thresholds linearBeyond(int count, double epsilon) {
    return new Thresholds(inner(count, epsilon), true);
  }

  /** Given thresholds, sorted, between one just below 0 and one just above 1. */
  static Thresholds between(double[] given, double epsilon) {
    double[] sorted = given.clone();
    Arrays.sort(sorted);
    double[] all = new double[sorted.length + 2];
    System.arraycopy(sorted, 0, all, 1, sorted.length);
    all[all.length - 1] = 1;
    boolean even = isEven(all);
    all[0] = -epsilon;
    all[all.length - 1] = 1 + epsilon;
    return new Thresholds(all, even);
  }

  private static double[] inner(int count, double epsilon) {
    double[] all = new double[count];
    for (int i = 1; i < count - 1; i++) {
      all[i] = i * 1.0 / (count - 1);
    }
    all[0] = -epsilon;
    all[count - 1] = 1 + epsilon;
    return all;
  }

  private static boolean isEven(double[] values) {
    if (values.length < 3) {
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      double even = (float) i / (values.length - 1);
      if (!(Math.abs(values[i] - even) <= 1e-7 + 1e-5 * Math.abs(even))) {
        return false;
      }
    }
    return true;
  }

  int count() {
    return values.length;
  }

  /** Returns whether 0 itself is above the first threshold. */
  boolean beyond() {
    return values[0] < 0 || values[values.length - 1] > 1;
  }

  float[] floats() {
    float[] f = new float[values.length];
    for (int i = 0; i < f.length; i++) {
      f[i] = (float) values[i];
    }
    return f;
  }
}
