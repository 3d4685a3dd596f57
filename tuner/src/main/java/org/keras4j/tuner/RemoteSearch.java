package org.keras4j.tuner;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.keras4j.Keras;
import org.keras4j.tuner.internal.TrialOrder;
import org.keras4j.tuner.internal.TrialReport;
import org.keras4j.tuner.internal.TrialReport.Failure;
import org.keras4j.tuner.internal.TrialReport.Kind;
import org.keras4j.tuner.internal.TrialRunner;

/**
 * Asks for trials, has several of them run elsewhere, and tells how they went, all by one thread.
 */
final class RemoteSearch {
  private static final long IDLE_MILLIS = 50;

  private final Tuner<?> tuner;
  private final Oracle oracle;
  private final TrialRunner runner;
  private final TrialCrew crew;
  private final Set<String> unfinished = new LinkedHashSet<>();
  private int running;
  private boolean stopped;
  private int asked;

  RemoteSearch(Tuner<?> tuner, int workers, TrialRunner runner) {
    this.tuner = tuner;
    this.oracle = tuner.oracle();
    this.runner = runner;
    this.crew = new TrialCrew(workers);
  }

  /** Searches until the oracle stops and all trials have ended. */
  void run() {
    try {
      tuner.beginSearch(oracle);
      TrialStatus next = begin();
      while (next != TrialStatus.STOPPED || running > 0) {
        end(next == TrialStatus.IDLE);
        next = begin();
      }
      tuner.onSearchEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException(Interruption.MESSAGE);
    } finally {
      crew.close();
      unfinished.forEach(oracle::putBack);
    }
  }

  /** Begins trials until all workers have one; says what the oracle answered last. */
  private TrialStatus begin() throws InterruptedException {
    TrialStatus answer = stopped ? TrialStatus.STOPPED : TrialStatus.RUNNING;
    while (running < crew.size() && answer == TrialStatus.RUNNING) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      Trial trial = oracle.createTrial(tuner.tunerId() + "-" + asked++);
      answer = trial.status();
      if (answer == TrialStatus.RUNNING) {
        unfinished.add(trial.trialId());
        tuner.onTrialBegin(trial);
        begin(trial);
      }
    }
    stopped = answer == TrialStatus.STOPPED;
    return answer;
  }

  private void begin(Trial trial) {
    TrialFolder folder = tuner.folder(trial.trialId());
    folder.deleteWeights();
    TrialOrder order =
        new TrialOrder(
            trial.trialId(),
            Json.write(trial.hyperparameters().getConfig()),
            oracle.objective(),
            oracle.seeds(trial.trialId()).text(),
            Keras.dtypePolicy().toString(),
            tuner.executions(),
            tuner.maxModelSizeOrNull(),
            oracle.pruningOrder(trial));
    Path path = folder.path();
    crew.submit(() -> new EndedRun(trial, runner.run(order, path)));
    running++;
  }

  /** Waits until a trial has ended, or a moment if the oracle wants to be asked again. */
  private void end(boolean soon) throws InterruptedException {
    Future<EndedRun> done = soon ? crew.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS) : crew.take();
    if (done == null) {
      return;
    }
    EndedRun run = result(done);
    running--;
    tell(run.trial(), run.report());
    unfinished.remove(run.trial().trialId());
    Trial ended = oracle.getTrial(run.trial().trialId());
    // One that is to be tried again is handed out even when there are no new ones.
    stopped = stopped && ended.status() != TrialStatus.INVALID;
    tuner.onTrialEnd(ended);
  }

  private static EndedRun result(Future<EndedRun> done) throws InterruptedException {
    try {
      return done.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("A trial could not be run: " + e.getCause(), e);
    }
  }

  private void tell(Trial trial, TrialReport report) {
    trial.history().takeExecutions(Json.read(report.history(), "the history of a trial"));
    HyperParameters seen =
        HyperParameters.fromConfig(Json.read(report.hyperparameters(), "the result of a trial"));
    trial.hyperparameters().merge(seen.space(), false);
    trial.hyperparameters().replaceValues(seen.values());
    Failure failure = report.failure();
    if (failure != null) {
      fail(trial, failure);
      return;
    }
    JsonObject best = Json.read(metrics(report), "the metrics of a trial");
    JsonObject values = best.object("metrics");
    Map<String, Double> metrics = new LinkedHashMap<>();
    values.members().keySet().forEach(name -> metrics.put(name, values.number(name)));
    int step = best.integer("step");
    trial.history().noteBest(step, best.integer("epoch"));
    oracle.complete(trial, metrics, step);
  }

  private static String metrics(TrialReport report) {
    @Nullable String metrics = report.metrics();
    if (metrics == null) {
      throw new IllegalStateException("A trial came back with neither metrics nor a failure");
    }
    return metrics;
  }

  private void fail(Trial trial, Failure failure) {
    if (failure.kind() == Kind.FATAL) {
      FatalTrialException fatal = new FatalTrialException(failure.message());
      fatal.initCause(new RemoteTrialException(failure));
      throw fatal;
    }
    trial.fail(
        failure.kind() == Kind.FAILED ? TrialStatus.FAILED : TrialStatus.INVALID,
        new RemoteTrialException(failure));
    if (!tuner.isSilent()) {
      System.err.println(trial.message());
    }
    oracle.endTrial(trial);
  }
}
