package org.keras4j.tuner.forest;

import java.util.Arrays;
import java.util.List;

/**
 * The shares of a forest's variance over the whole space that coordinates have, computed exactly
 * from the leaves of the trees: functional analysis of variance (Hutter, Hoos and Leyton-Brown,
 * 2014, "An Efficient Approach for Assessing Hyperparameter Importance"). With {@code f} a tree and
 * {@code V} its variance for uniformly distributed points,
 *
 * <ul>
 *   <li>the main effect of coordinate {@code j} is {@code Var(E[f | xⱼ]) / V},
 *   <li>the total effect is {@code E[Var(f | all but xⱼ)] / V} (Homma and Saltelli, 1996): with the
 *       interactions that it takes part in.
 * </ul>
 *
 * Numerators and denominators are averaged over the trees.
 */
public final class VarianceShares {
  private final double[] main;
  private final double[] total;

  /**
   * Computes the shares.
   *
   * @param forest the forest
   * @param dimensions how many coordinates there are
   */
  public VarianceShares(Forest forest, int dimensions) {
    main = new double[dimensions];
    total = new double[dimensions];
    double variance = 0;
    for (Tree tree : forest.trees()) {
      variance += add(tree.leaves());
    }
    double all = variance;
    if (all > 0) {
      Arrays.setAll(main, i -> Math.min(1, Math.max(0, main[i] / all)));
      Arrays.setAll(total, i -> Math.min(1, Math.max(main[i], total[i] / all)));
    }
  }

  /**
   * Returns the share of a coordinate by itself.
   *
   * @param axis the coordinate
   * @return a number in [0, 1]
   */
  public double main(int axis) {
    return main[axis];
  }

  /**
   * Returns the share of a coordinate with its interactions.
   *
   * @param axis the coordinate
   * @return a number in [0, 1], not smaller than the main effect
   */
  public double total(int axis) {
    return total[axis];
  }

  /** Adds the effects in one tree; returns its variance. */
  private double add(List<Tree.Leaf> leaves) {
    int n = leaves.size();
    double[] values = new double[n];
    double[] volumes = new double[n];
    double mean = 0;
    for (int l = 0; l < n; l++) {
      volumes[l] = volume(leaves.get(l).region());
      mean += volumes[l] * leaves.get(l).value();
    }
    double variance = 0;
    for (int l = 0; l < n; l++) {
      values[l] = leaves.get(l).value() - mean;
      variance += volumes[l] * values[l] * values[l];
    }
    double[] alone = new double[main.length];
    double[] others = new double[main.length];
    for (int l = 0; l < n; l++) {
      for (int m = 0; m <= l; m++) {
        double weight = (l == m ? 1 : 2) * values[l] * values[m];
        pair(
            leaves.get(l).region(),
            leaves.get(m).region(),
            weight,
            volumes[l] * volumes[m],
            alone,
            others);
      }
    }
    for (int j = 0; j < main.length; j++) {
      main[j] += alone[j];
      total[j] += variance - others[j];
    }
    return variance;
  }

  private double volume(Region region) {
    double volume = 1;
    for (int j = 0; j < main.length; j++) {
      volume *= region.width(j);
    }
    return volume;
  }

  /** Adds what two leaves contribute to the variance of each coordinate, and of all but it. */
  private static void pair(
      Region a, Region b, double weight, double volumes, double[] alone, double[] others) {
    double product = 1;
    int apart = -1;
    boolean far = false;
    for (int j = 0; j < alone.length; j++) {
      double overlap = a.overlap(b, j);
      if (overlap > 0) {
        alone[j] += weight * volumes * overlap / (a.width(j) * b.width(j));
        product *= overlap;
      } else {
        far |= apart >= 0;
        apart = j;
      }
    }
    if (far) {
      return;
    }
    for (int j = 0; j < others.length; j++) {
      if (apart < 0) {
        others[j] += weight * product / a.overlap(b, j) * a.width(j) * b.width(j);
      } else if (apart == j) {
        others[j] += weight * product * a.width(j) * b.width(j);
      }
    }
  }
}
