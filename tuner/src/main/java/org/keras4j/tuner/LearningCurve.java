package org.keras4j.tuner;

import java.io.Serializable;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The objective of a training by epoch, for a {@link Pruner}.
 *
 * @param trialId the trial that was trained
 * @param finished whether the trial was completed without being stopped by a pruner; false while it
 *     is running
 * @param values the objective by epoch, counted from 0; an epoch without the objective, such as one
 *     that was not validated, is missing
 */
public record LearningCurve(String trialId, boolean finished, NavigableMap<Integer, Double> values)
    implements Serializable {
  /**
   * Keeps a copy of the map.
   *
   * @param trialId the trial that was trained
   * @param finished whether the trial was completed without being stopped by a pruner
   * @param values the objective by epoch, counted from 0
   */
  public LearningCurve {
    Objects.requireNonNull(trialId, "trialId");
    values = Collections.unmodifiableNavigableMap(new TreeMap<>(values));
  }
}
