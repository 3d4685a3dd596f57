package org.keras4j.tuner.internal;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.keras4j.tuner.LearningCurve;
import org.keras4j.tuner.Pruner;

/**
 * What decides on another machine whether a trial goes on. There is no asking back, so it knows of
 * the other trials what was known when this one began.
 *
 * @param pruner the pruner
 * @param before the trainings of the trials before this one
 * @param after those of the trials after it, where this one is run again
 */
public record PruningOrder(Pruner pruner, List<LearningCurve> before, List<LearningCurve> after)
    implements Serializable {
  /** Keeps copies of the lists. */
  public PruningOrder {
    Objects.requireNonNull(pruner, "pruner");
    before = List.copyOf(before);
    after = List.copyOf(after);
  }
}
