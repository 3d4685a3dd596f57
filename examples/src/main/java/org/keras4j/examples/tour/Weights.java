package org.keras4j.examples.tour;

import java.util.Locale;
import org.keras4j.ndarray.NDArray;

/** What a penalty has done to weights. */
final class Weights {

  private Weights() {}

  /** Says how large the weights are on average, and how many are next to nothing. */
  static String describe(NDArray kernel) {
    double sum = 0;
    int small = 0;
    float[] values = kernel.toFloatArray();
    for (float v : values) {
      sum += Math.abs(v);
      small += Math.abs(v) < 1e-3 ? 1 : 0;
    }
    return String.format(
        Locale.ROOT,
        "mean |w| %.4f, %.0f%% below 0.001",
        sum / values.length,
        100. * small / values.length);
  }
}
