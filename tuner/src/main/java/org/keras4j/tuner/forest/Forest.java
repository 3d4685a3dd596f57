package org.keras4j.tuner.forest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A random forest (Breiman, 2001): regression trees, each grown on as many points as there are,
 * drawn with replacement.
 *
 * <p>A coordinate of a point may be NaN where the score does not depend on it. It is drawn anew for
 * each tree, so that no tree takes the filled-in value for a reason.
 */
public final class Forest {
  private static final int TREES = 100;
  private static final int LEAST_IN_LEAF = 2;

  private final List<Tree> trees = new ArrayList<>();
  private final double[] unseenSums;
  private final int[] unseenCounts;
  private final double[] scores;

  /**
   * Grows a forest.
   *
   * @param axes the coordinates
   * @param points one point for each score, with a number in [0, 1], a category's number or NaN for
   *     each axis
   * @param scores finite numbers
   * @param seed draws the same forest again
   */
  public Forest(List<Axis> axes, double[][] points, double[] scores, long seed) {
    int n = scores.length;
    this.scores = scores.clone();
    unseenSums = new double[n];
    unseenCounts = new int[n];
    SplittableRandom random = new SplittableRandom(seed);
    for (int t = 0; t < TREES; t++) {
      double[][] filled = filled(axes, points, random);
      int[] members = new int[n];
      boolean[] seen = new boolean[n];
      for (int i = 0; i < n; i++) {
        members[i] = random.nextInt(n);
        seen[members[i]] = true;
      }
      Tree tree = new Tree(axes, filled, this.scores, members, LEAST_IN_LEAF, random);
      trees.add(tree);
      for (int i = 0; i < n; i++) {
        if (!seen[i]) {
          unseenSums[i] += tree.predict(filled[i]);
          unseenCounts[i]++;
        }
      }
    }
  }

  private static double[][] filled(List<Axis> axes, double[][] points, SplittableRandom random) {
    double[][] filled = new double[points.length][];
    for (int p = 0; p < points.length; p++) {
      filled[p] = points[p].clone();
      for (int i = 0; i < filled[p].length; i++) {
        if (Double.isNaN(filled[p][i])) {
          filled[p][i] =
              axes.get(i).isCategory()
                  ? random.nextInt(axes.get(i).categories())
                  : random.nextDouble();
        }
      }
    }
    return filled;
  }

  List<Tree> trees() {
    return trees;
  }

  /**
   * Returns how much of the variance of scores is predicted by the trees that have not seen them:
   * {@code R² = 1 − Σ(y − ŷ)² / Σ(y − mean)²}.
   *
   * @return 1 for a perfect prediction, 0 for one as good as the mean, less for a worse one; 0 if
   *     all scores are equal
   */
  public double explained() {
    double mean = Arrays.stream(scores).average().orElse(0);
    double errors = 0;
    double variance = 0;
    for (int i = 0; i < scores.length; i++) {
      if (unseenCounts[i] > 0) {
        errors += square(scores[i] - unseenSums[i] / unseenCounts[i]);
        variance += square(scores[i] - mean);
      }
    }
    return variance > 0 ? 1 - errors / variance : 0;
  }

  private static double square(double x) {
    return x * x;
  }
}
