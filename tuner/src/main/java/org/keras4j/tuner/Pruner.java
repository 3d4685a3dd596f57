package org.keras4j.tuner;

import java.io.Serializable;
import java.util.List;

/**
 * Decides after each epoch whether a training that looks hopeless is stopped, so that a search
 * costs less. KerasTuner has none; the names are Optuna's.
 *
 * <p>A trial that was stopped counts as completed, with the best score it has reached; {@link
 * TrialRecord#pruned} says so. A pruner is asked after every epoch but the last one that has the
 * objective. It must not keep a state of its own: a search that is resumed asks a new one. With
 * several executions per trial each training is one curve, and a trial that is stopped is not
 * trained again. It may be asked by several threads, one at a time.
 *
 * <p>Where trials run on other machines it is sent to them, so what it holds or captures must be
 * serializable. There it knows of the other trials what was known when the trial began.
 *
 * @see MedianPruner
 * @see SuccessiveHalvingPruner
 */
@FunctionalInterface
public interface Pruner extends Serializable {
  /**
   * Decides whether a training is stopped.
   *
   * @param curve the training, the last value is that of the epoch that has just ended; never empty
   * @param others all other trainings of the search, in the order of the trials, those that are
   *     running now and those that were stopped included
   * @param direction whether smaller or larger values are better
   * @return true to stop it
   */
  boolean prune(LearningCurve curve, List<LearningCurve> others, Direction direction);
}
