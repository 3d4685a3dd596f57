package org.keras4j.optimizers;

/** Checks of numbers that optimizers take. */
final class Arguments {

  private Arguments() {}

  /** A share of something: in [0, 1]. */
  static double share(String owner, String argument, double value) {
    return check(value >= 0 && value <= 1, owner, argument, "a number in [0, 1]", value);
  }

  /** A decay rate of an average: in [0, 1), because 1 would never learn. */
  static double decay(String owner, String argument, double value) {
    return check(value >= 0 && value < 1, owner, argument, "a number in [0, 1)", value);
  }

  /** A finite number of at least 0. */
  static double notNegative(String owner, String argument, double value) {
    return check(
        value >= 0 && value < Double.POSITIVE_INFINITY,
        owner,
        argument,
        "a finite number of at least 0",
        value);
  }

  /** A finite number above 0. */
  static double positive(String owner, String argument, double value) {
    return check(
        value > 0 && value < Double.POSITIVE_INFINITY,
        owner,
        argument,
        "a finite number above 0",
        value);
  }

  /** A finite number of at most 0. */
  static double notPositive(String owner, String argument, double value) {
    return check(
        value <= 0 && value > Double.NEGATIVE_INFINITY,
        owner,
        argument,
        "a finite number of at most 0",
        value);
  }

  /** A whole number that is large enough. */
  static int atLeast(int least, String owner, String argument, int value) {
    check(value >= least, owner, argument, "a whole number of at least " + least, value);
    return value;
  }

  private static double check(
      boolean ok, String owner, String argument, String expected, double value) {
    if (!ok) {
      throw new IllegalArgumentException(
          owner
              + ": "
              + argument
              + " must be "
              + expected
              + "; received "
              + (value == Math.rint(value) && Math.abs(value) < 1e9
                  ? Long.toString((long) value)
                  : Double.toString(value)));
    }
    return value;
  }
}
