package org.keras4j.losses;

import org.jspecify.annotations.Nullable;
import org.keras4j.internal.core.AxisRange;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/** What targets have to look like, said as ends of sentences; see {@link Loss#problem}. */
final class TargetShapes {

  private TargetShapes() {}

  /** One target for each value of the output; an axis of size 1 at the end may be missing. */
  static @Nullable String likeOutput(Shape y, Shape p) {
    if (y.rank() == p.rank() ? sameBeyondBatch(y, p, y.rank()) : differByAnAxisOfOne(y, p)) {
      return null;
    }
    return "needs one target for each value of the output";
  }

  private static boolean differByAnAxisOfOne(Shape y, Shape p) {
    Shape longer = y.rank() > p.rank() ? y : p;
    return Math.abs(y.rank() - p.rank()) == 1
        && longer.get(-1) == 1
        && sameBeyondBatch(y, p, longer.rank() - 1);
  }

  private static boolean sameBeyondBatch(Shape a, Shape b, int rank) {
    for (int i = 1; i < rank; i++) {
      long x = a.get(i);
      long y = b.get(i);
      if (x != y && x != Shape.UNKNOWN && y != Shape.UNKNOWN) {
        return false;
      }
    }
    return true;
  }

  /** One target for each value of the output, and axes that exist. */
  static @Nullable String likeOutput(Shape y, Shape p, int... axes) {
    String problem = likeOutput(y, p);
    return problem == null ? axes(y, p, axes) : problem;
  }

  /** One-hot rows as wide as the output, and an axis that exists. */
  static @Nullable String oneHot(Shape y, Shape p, int axis) {
    String problem = oneHot(y, p);
    return problem == null ? axes(y, p, axis) : problem;
  }

  private static @Nullable String axes(Shape y, Shape p, int... axes) {
    String problem = AxisRange.problem(y, p, axes);
    return problem == null ? null : "is given " + problem;
  }

  /** One-hot rows as wide as the output. */
  static @Nullable String oneHot(Shape y, Shape p) {
    if (y.rank() == p.rank() && sameBeyondBatch(y, p, y.rank())) {
      return null;
    }
    return "needs one-hot targets as wide as the output, "
        + p.get(-1)
        + " columns; for class numbers use sparse_categorical_crossentropy, or make them one-hot"
        + " with Utils.toCategorical";
  }

  /** One class number for each row of the output. */
  static @Nullable String classNumbers(Shape y, Shape p) {
    boolean fits =
        y.rank() == p.rank()
            ? y.get(-1) == 1 && sameBeyondBatch(y, p, y.rank() - 1)
            : y.rank() == p.rank() - 1 && sameBeyondBatch(y, p, y.rank());
    if (fits) {
      return null;
    }
    return "needs one class number for each row of the output; for one-hot targets use"
        + " categorical_crossentropy";
  }

  /**
   * Class numbers in range.
   *
   * @param ignored a number that is allowed besides, or null
   */
  static @Nullable String inRange(NDArray labels, Shape p, @Nullable Integer ignored) {
    long classes = p.get(-1);
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    if (ignored == null) {
      low = labels.min();
      high = labels.max();
    } else {
      for (double v : labels.toDoubleArray()) {
        if (v != ignored) {
          low = Math.min(low, v);
          high = Math.max(high, v);
        }
      }
    }
    boolean noNumbers = Double.isNaN(low) || Double.isNaN(high);
    if (classes < 0 || !(low < 0 || high >= classes || noNumbers)) {
      return null;
    }
    return "needs class numbers from 0 to "
        + (classes - 1)
        + ", because the output has "
        + classes
        + " units; received labels "
        + (noNumbers ? "that are not numbers (NaN)" : "from " + (long) low + " to " + (long) high);
  }
}
