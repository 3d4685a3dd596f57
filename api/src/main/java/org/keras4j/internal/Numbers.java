package org.keras4j.internal;

/** Checks of numbers that people pass. */
public final class Numbers {

  /** The small number that keeps logarithms and quotients finite: Keras's {@code epsilon()}. */
  public static final double EPSILON = 1e-7;

  private Numbers() {}

  /**
   * Returns the number if it is finite. Any other would spread through a training without a word.
   *
   * @param owner whose argument it is, such as a class
   * @throws IllegalArgumentException for NaN and infinities
   */
  public static double finite(String owner, String argument, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          owner + ": " + argument + " must be a finite number; received " + value);
    }
    return value;
  }

  /** Returns a copy of the numbers if all of them are finite; see the other method. */
  public static double[] finite(String owner, String argument, double[] values) {
    for (double value : values) {
      finite(owner, argument, value);
    }
    return values.clone();
  }

  /**
   * Returns the number if it is one. An infinite bound is one that nothing passes.
   *
   * @param owner whose argument it is, such as a class
   * @throws IllegalArgumentException for NaN
   */
  public static double bound(String owner, String argument, double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException(
          owner + ": " + argument + " must be a number; received " + value);
    }
    return value;
  }
}
