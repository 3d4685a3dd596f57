package org.keras4j.framework;

import org.jspecify.annotations.Nullable;
import org.keras4j.ndarray.Shape;

/** Shapes that the framework would broadcast against each other without a word. */
final class TargetProblem {

  private TargetProblem() {}

  /** Returns the end of a sentence that begins with the loss, or null if the shapes agree. */
  static @Nullable String of(Shape yTrue, Shape yPred) {
    int shorter = Math.min(yTrue.rank(), yPred.rank());
    boolean same = Math.abs(yTrue.rank() - yPred.rank()) <= 1;
    if (yTrue.rank() != yPred.rank()) {
      same = same && (yTrue.rank() > yPred.rank() ? yTrue : yPred).get(-1) == 1;
    }
    for (int i = 1; i < shorter && same; i++) {
      long t = yTrue.get(i);
      long p = yPred.get(i);
      same = t == p || t == Shape.UNKNOWN || p == Shape.UNKNOWN;
    }
    return same ? null : "needs one target for each value of the output";
  }
}
