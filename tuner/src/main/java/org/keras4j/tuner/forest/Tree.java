package org.keras4j.tuner.forest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A regression tree: a score for each of some regions that together are the whole space. */
final class Tree {
  /** A region and the mean score of its points. */
  record Leaf(Region region, double value) {}

  private record Node(
      @Nullable Split split, @Nullable Node first, @Nullable Node second, double value) {}

  private static final double SHARE_OF_AXES = 5. / 6;

  private final SplitSearch search;
  private final double[] scores;
  private final int dimensions;
  private final SplittableRandom random;
  private final List<Leaf> leaves = new ArrayList<>();
  private final Node root;

  Tree(
      List<Axis> axes,
      double[][] points,
      double[] scores,
      int[] members,
      int leastInLeaf,
      SplittableRandom random) {
    this.search = new SplitSearch(axes, points, scores, leastInLeaf);
    this.scores = scores;
    this.dimensions = axes.size();
    this.random = random;
    this.root = grow(members, Region.whole(axes), points);
  }

  List<Leaf> leaves() {
    return leaves;
  }

  double predict(double[] point) {
    Node node = root;
    while (node.split != null && node.first != null && node.second != null) {
      node = node.split.isFirst(point) ? node.first : node.second;
    }
    return node.value;
  }

  private Node grow(int[] members, Region region, double[][] points) {
    Split split = best(members);
    if (split == null) {
      double value = Arrays.stream(members).mapToDouble(m -> scores[m]).average().orElse(0);
      leaves.add(new Leaf(region, value));
      return new Node(null, null, null, value);
    }
    int[] first = Arrays.stream(members).filter(m -> split.isFirst(points[m])).toArray();
    int[] second = Arrays.stream(members).filter(m -> !split.isFirst(points[m])).toArray();
    return new Node(
        split,
        grow(first, region.side(split, true), points),
        grow(second, region.side(split, false), points),
        0);
  }

  /** The best split of some axes drawn at random. */
  private @Nullable Split best(int[] members) {
    int[] axes = new int[dimensions];
    Arrays.setAll(axes, i -> i);
    int tried = (int) Math.ceil(SHARE_OF_AXES * dimensions);
    Split best = null;
    for (int i = 0; i < tried; i++) {
      int other = i + random.nextInt(dimensions - i);
      int axis = axes[other];
      axes[other] = axes[i];
      Split split = search.best(members, axis);
      if (split != null && (best == null || split.gain() > best.gain())) {
        best = split;
      }
    }
    return best;
  }
}
