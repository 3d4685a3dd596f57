package org.keras4j.tuner.gp;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Joins the scores of two searches of the same space.
 *
 * <p>With other data or more epochs all scores are better or worse, so those of the earlier search
 * are moved: by the median of what the later scores differ from what a process of the earlier ones
 * expects at the same points.
 */
public final class Transfer {
  private Transfer() {}

  /**
   * Joins the scores.
   *
   * @param groups the group of each coordinate
   * @param points first those of this search, then those of the earlier one
   * @param scores the scores of this search; NaN for a failure
   * @param earlier the scores of the earlier search, finite
   * @param noise the variance of the noise; null to fit it
   * @return the scores of all points
   */
  public static double[] joined(
      int[] groups, double[][] points, double[] scores, double[] earlier, @Nullable Double noise) {
    double[] all = Arrays.copyOf(scores, points.length);
    System.arraycopy(earlier, 0, all, scores.length, earlier.length);
    if (earlier.length == 0) {
      return all;
    }
    double[] targets = Targets.standardised(earlier);
    double[][] known = Arrays.copyOfRange(points, scores.length, points.length);
    ArdProcess process = ArdProcess.fit(groups, known, targets, noise);
    double mean = Arrays.stream(earlier).average().orElse(0);
    double std =
        Math.sqrt(Arrays.stream(earlier).map(v -> (v - mean) * (v - mean)).average().orElse(0));
    double[] differences =
        IntStream.range(0, scores.length)
            .filter(i -> Double.isFinite(scores[i]))
            .mapToDouble(i -> scores[i] - (mean + std * process.mean(points[i])))
            .sorted()
            .toArray();
    if (differences.length > 0) {
      int half = differences.length / 2;
      double median =
          differences.length % 2 == 1
              ? differences[half]
              : (differences[half - 1] + differences[half]) / 2;
      for (int i = scores.length; i < all.length; i++) {
        all[i] += median;
      }
    }
    return all;
  }
}
