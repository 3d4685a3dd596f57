package org.keras4j.tuner;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.keras4j.FitOptions;

/** One worker of a search: asks for a trial, runs it, reports it, until there is none left. */
final class TrialLoop {
  private static final long IDLE_NANOS = 50_000_000;

  private final Tuner<?> tuner;
  private final Oracle oracle;
  private final String workerId;
  private final Supplier<FitOptions> arguments;
  private final SearchStop stop;

  /**
   * @param workerId the name by which it asks, another one for each worker
   * @param arguments makes the arguments of fit for each training
   */
  TrialLoop(
      Tuner<?> tuner,
      Oracle oracle,
      String workerId,
      Supplier<FitOptions> arguments,
      SearchStop stop) {
    this.tuner = tuner;
    this.oracle = oracle;
    this.workerId = workerId;
    this.arguments = arguments;
    this.stop = stop;
  }

  /** Runs trials until the oracle stops. */
  void run() {
    Trial trial = next();
    while (trial.status() != TrialStatus.STOPPED) {
      if (trial.status() == TrialStatus.IDLE) {
        LockSupport.parkNanos(IDLE_NANOS);
      } else {
        tuner.onTrialBegin(trial);
        tuner.onTrialEnd(attempt(trial));
        tuner.keptWeights().tidy(oracle, ended -> tuner.folder(ended.trialId()));
      }
      trial = next();
    }
  }

  /** Asks for a trial, unless somebody wants the search to end: Java's form of Python's Ctrl-C. */
  private Trial next() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(Interruption.MESSAGE);
    }
    stop.check();
    return oracle.createTrial(workerId);
  }

  @SuppressWarnings("CatchingUnchecked") // whatever a model does fails its trial, not the search
  private Trial attempt(Trial trial) {
    trial.history().beginAgain();
    TrialResult.Best best;
    try {
      List<TrialResult> results =
          oracle.seeds(trial.trialId()).run(() -> tuner.runTrial(trial, options(trial)));
      best = TrialResult.average(results, oracle.objective());
    } catch (FatalTrialException | CancellationException | SavingException e) {
      // A trial that was interrupted or found no room to be saved has not failed: a resumed search
      // runs it again.
      throw e;
    } catch (Exception | OutOfMemoryError e) {
      Interruption.check(e);
      stop.check(e);
      trial.fail(Oracle.statusAfter(e), e);
      if (!tuner.isSilent()) {
        System.err.println(trial.message());
      }
      oracle.endTrial(trial);
      tuner.folder(trial.trialId()).backup().delete();
      return oracle.getTrial(trial.trialId());
    }
    trial.history().noteBest(best.step(), best.epoch());
    Trial completed = oracle.complete(trial, best.metrics(), best.step());
    tuner.folder(trial.trialId()).backup().delete();
    return completed;
  }

  private Supplier<FitOptions> options(Trial trial) {
    if (tuner.workerCount() == 1) {
      return arguments;
    }
    return () ->
        arguments
            .get()
            .verbose(0)
            .callbacks(
                stop.callback(),
                new EpochLines(oracle.display(), oracle.objective(), trial, tuner.executions()));
  }
}
