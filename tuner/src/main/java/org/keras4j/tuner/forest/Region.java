package org.keras4j.tuner.forest;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a space that is a product: an interval of each number, some of each category. */
final class Region {
  private final double[] low;
  private final double[] high;
  private final @Nullable BitSet[] sets;
  private final double[] widths;

  private Region(double[] low, double[] high, @Nullable BitSet[] sets, double[] widths) {
    this.low = low;
    this.high = high;
    this.sets = sets;
    this.widths = widths;
  }

  static Region whole(List<Axis> axes) {
    int n = axes.size();
    Region whole = new Region(new double[n], new double[n], new @Nullable BitSet[n], new double[n]);
    for (int i = 0; i < n; i++) {
      whole.high[i] = 1;
      whole.widths[i] = 1;
      if (axes.get(i).isCategory()) {
        BitSet all = new BitSet();
        all.set(0, axes.get(i).categories());
        whole.sets[i] = all;
      }
    }
    return whole;
  }

  private Region copy() {
    return new Region(low.clone(), high.clone(), sets.clone(), widths.clone());
  }

  /** The part on one side of a split. */
  Region side(Split split, boolean first) {
    Region part = copy();
    int i = split.axis();
    BitSet set = sets[i];
    BitSet chosen = split.chosen();
    if (set != null && chosen != null) {
      BitSet kept = (BitSet) set.clone();
      if (first) {
        kept.and(chosen);
      } else {
        kept.andNot(chosen);
      }
      part.sets[i] = kept;
      part.widths[i] = widths[i] * kept.cardinality() / set.cardinality();
    } else {
      if (first) {
        part.high[i] = split.threshold();
      } else {
        part.low[i] = split.threshold();
      }
      part.widths[i] = part.high[i] - part.low[i];
    }
    return part;
  }

  /** The share of an axis that the region covers. */
  double width(int axis) {
    return widths[axis];
  }

  /** The share of an axis that both regions cover. */
  double overlap(Region other, int axis) {
    BitSet set = sets[axis];
    BitSet others = other.sets[axis];
    if (set != null && others != null) {
      if (!set.intersects(others)) {
        return 0;
      }
      BitSet both = (BitSet) set.clone();
      both.and(others);
      return widths[axis] * both.cardinality() / set.cardinality();
    }
    return Math.max(
        0, Math.min(high[axis], other.high[axis]) - Math.max(low[axis], other.low[axis]));
  }
}
