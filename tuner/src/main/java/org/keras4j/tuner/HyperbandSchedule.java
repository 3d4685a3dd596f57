package org.keras4j.tuner;

import org.hipparchus.util.FastMath;

/** How many trials the rounds of each bracket have, and for how many epochs they train. */
record HyperbandSchedule(int maxEpochs, int factor) {

  static int checkedMaxEpochs(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("maxEpochs must be at least 1; received " + count);
    }
    return count;
  }

  static int checkedFactor(int factor) {
    if (factor < 2) {
      throw new IllegalArgumentException("factor must be at least 2; received " + factor);
    }
    return factor;
  }

  static int checkedIterations(int count) {
    if (count < 0) {
      throw new IllegalArgumentException(
          "hyperbandIterations must not be negative; received " + count);
    }
    return count;
  }

  /** The number of brackets: how often the epochs can be divided and are at least 1. */
  int brackets() {
    int brackets = 0;
    for (double epochs = maxEpochs; epochs >= 1; epochs /= factor) {
      brackets++;
    }
    return brackets;
  }

  /** The number of trials of a round, if none of them fails. */
  int size(int bracket, int round) {
    double logarithm = FastMath.log(maxEpochs) / FastMath.log(factor);
    double last = Math.ceil(1 + logarithm) / (bracket + 1);
    return (int) Math.ceil(last * power(bracket - round));
  }

  /** The epochs that a model has been trained for when a round ends. */
  int epochs(int bracket, int round) {
    return (int) Math.ceil(maxEpochs / power(bracket - round));
  }

  private double power(int exponent) {
    double power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= factor;
    }
    return power;
  }
}
