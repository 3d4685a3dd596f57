package org.keras4j.framework;

import java.util.Random;
import org.keras4j.ndarray.NDArray;

/** Targets and predictions of a few samples. */
final class Examples {

  static final int SAMPLES = 6;
  static final NDArray WEIGHTS = NDArray.of(new float[] {0.5f, 2, 0, 1, 3, 0.25f});

  private Examples() {}

  static NDArray random(long seed, double low, double high, int... shape) {
    Random random = new Random(seed);
    float[] values = new float[java.util.Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (low + (high - low) * random.nextDouble());
    }
    return NDArray.of(values).reshape(java.util.Arrays.stream(shape).asLongStream().toArray());
  }

  static NDArray classes() {
    return NDArray.of(new float[] {0, 2, 1, 1, 0, 2}).reshape(SAMPLES, 1);
  }

  static NDArray oneHot() {
    float[][] rows = new float[SAMPLES][3];
    for (int i = 0; i < SAMPLES; i++) {
      rows[i][(int) classes().getDouble(i, 0)] = 1;
    }
    return NDArray.of(rows);
  }

  static NDArray signs() {
    return NDArray.of(
        new float[][] {{1, -1, 1}, {-1, -1, 1}, {1, 1, 1}, {-1, 1, -1}, {1, -1, -1}, {-1, 1, 1}});
  }

  /** Rows that add up to 1. */
  static NDArray probabilities() {
    NDArray p = random(4, 0.05, 0.95, SAMPLES, 3);
    float[][] rows = new float[SAMPLES][3];
    for (int i = 0; i < SAMPLES; i++) {
      double sum = p.getDouble(i, 0) + p.getDouble(i, 1) + p.getDouble(i, 2);
      for (int j = 0; j < 3; j++) {
        rows[i][j] = (float) (p.getDouble(i, j) / sum);
      }
    }
    return NDArray.of(rows);
  }
}
