package org.keras4j.internal.core;

import org.jspecify.annotations.Nullable;
import org.keras4j.ndarray.Shape;

/** Whether axes exist in what targets and predictions become when their ranks are aligned. */
public final class AxisRange {

  private AxisRange() {}

  /**
   * Returns what is wrong with the axes, or null if nothing is.
   *
   * @return such as {@code "axis 5, which must be from -2 to 1"}
   */
  public static @Nullable String problem(Shape yTrue, Shape yPred, int... axes) {
    int rank = rank(yTrue, yPred);
    long seen = 0;
    for (int axis : axes) {
      if (axis < -rank || axis >= rank) {
        return "axis "
            + axis
            + (rank == 0 ? ", but its values have none" : ", which must be from -" + rank)
            + (rank == 0 ? "" : " to " + (rank - 1));
      }
      long bit = 1L << (axis < 0 ? axis + rank : axis);
      if ((seen & bit) != 0) {
        return "axis " + axis + " twice";
      }
      seen |= bit;
    }
    return null;
  }

  /** A trailing axis of 1 goes or comes where the ranks differ by one. */
  private static int rank(Shape a, Shape b) {
    boolean first = a.rank() > b.rank();
    Shape longer = first ? a : b;
    Shape shorter = first ? b : a;
    boolean aligned = longer.rank() == shorter.rank() + 1 && longer.get(-1) == 1;
    return aligned && shorter.rank() != 1 ? shorter.rank() : longer.rank();
  }
}
