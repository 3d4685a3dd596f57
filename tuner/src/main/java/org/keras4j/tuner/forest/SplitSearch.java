package org.keras4j.tuner.forest;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the split after which the squared errors are least. Categories are ordered by their mean
 * first, after which the best of all divisions in two is among those of neighbours (Breiman,
 * Friedman, Olshen and Stone, 1984, section 4.2).
 */
final class SplitSearch {
  private final List<Axis> axes;
  private final double[][] points;
  private final double[] scores;
  private final int leastInLeaf;

  SplitSearch(List<Axis> axes, double[][] points, double[] scores, int leastInLeaf) {
    this.axes = axes;
    this.points = points;
    this.scores = scores;
    this.leastInLeaf = leastInLeaf;
  }

  @Nullable Split best(int[] members, int axis) {
    return axes.get(axis).isCategory() ? category(members, axis) : number(members, axis);
  }

  private @Nullable Split number(int[] members, int axis) {
    double[] keys = Arrays.stream(members).mapToDouble(m -> points[m][axis]).toArray();
    Cut cut = cut(members, keys);
    return cut == null ? null : new Split(axis, (cut.below() + cut.above()) / 2, null, cut.gain());
  }

  private @Nullable Split category(int[] members, int axis) {
    int n = axes.get(axis).categories();
    double[] sums = new double[n];
    int[] counts = new int[n];
    for (int m : members) {
      sums[(int) points[m][axis]] += scores[m];
      counts[(int) points[m][axis]]++;
    }
    List<Integer> order =
        IntStream.range(0, n)
            .filter(c -> counts[c] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble(c -> sums[c] / counts[c]))
            .toList();
    int[] ranks = new int[n];
    for (int i = 0; i < order.size(); i++) {
      ranks[order.get(i)] = i;
    }
    double[] keys = Arrays.stream(members).mapToDouble(m -> ranks[(int) points[m][axis]]).toArray();
    Cut cut = cut(members, keys);
    if (cut == null) {
      return null;
    }
    BitSet chosen = new BitSet();
    order.stream().filter(c -> ranks[c] <= cut.below()).forEach(chosen::set);
    return new Split(axis, 0, chosen, cut.gain());
  }

  private record Cut(double below, double above, double gain) {}

  private @Nullable Cut cut(int[] members, double[] keys) {
    int n = members.length;
    // The key's bits above the position: not negative, so in the order of the numbers.
    long[] sorted = new long[n];
    double total = 0;
    for (int i = 0; i < n; i++) {
      sorted[i] = ((long) Float.floatToIntBits((float) keys[i] + 0f) << 32) | i;
      total += scores[members[i]];
    }
    Arrays.sort(sorted);
    Cut best = null;
    double sum = 0;
    for (int i = 1; i < n; i++) {
      int before = (int) sorted[i - 1];
      int after = (int) sorted[i];
      sum += scores[members[before]];
      if (i < leastInLeaf || n - i < leastInLeaf || sorted[i - 1] >> 32 == sorted[i] >> 32) {
        continue;
      }
      double rest = total - sum;
      double gain = sum * sum / i + rest * rest / (n - i) - total * total / n;
      if (gain > 0 && (best == null || gain > best.gain())) {
        best = new Cut(keys[before], keys[after], gain);
      }
    }
    return best;
  }
}
