package org.keras4j.tuner.internal;

import java.nio.file.Path;

/** Runs trials on other machines. */
@FunctionalInterface
public interface TrialRunner {
  /**
   * Runs a trial by {@link RemoteTrials#run} somewhere and brings home what came of it. Called by
   * several threads.
   *
   * @param order the trial
   * @param folder where to put the files that the run has left in its own folder
   * @return the result of the run
   * @throws InterruptedException if the search is cancelled; the run is to be stopped
   */
  TrialReport run(TrialOrder order, Path folder) throws InterruptedException;
}
