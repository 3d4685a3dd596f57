package org.keras4j.tuner;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keras4j.FitOptions;
import org.keras4j.Keras;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.Logs;
import org.keras4j.tuner.internal.PruningOrder;
import org.keras4j.tuner.internal.TrialOrder;
import org.keras4j.tuner.internal.TrialReport;
import org.keras4j.tuner.internal.TrialReport.Failure;
import org.keras4j.tuner.internal.TrialReport.Kind;

/** Runs a trial far from its oracle and writes down how it went. */
final class RemoteRun {
  private final TrialOrder order;
  private final HyperModel hyperModel;
  private final HyperParameters hp;
  private final TrialHistory history = new TrialHistory();

  RemoteRun(TrialOrder order, HyperModel hyperModel) {
    this.order = order;
    this.hyperModel = hyperModel;
    hp = HyperParameters.fromConfig(Json.read(order.hyperparameters(), "the order of a trial"));
  }

  TrialReport run(Supplier<FitOptions> options, Path folder) {
    TrialSeeds seeds = TrialSeeds.of(order.seeds());
    return seeds.run(
        () -> {
          Keras.setDtypePolicy(order.dtypePolicy());
          return attempt(seeds, options, folder);
        });
  }

  @SuppressWarnings("CatchingUnchecked") // whatever a model does fails its trial, not the search
  private TrialReport attempt(TrialSeeds seeds, Supplier<FitOptions> options, Path folder) {
    try {
      List<TrialResult> results =
          new ModelTrials(hyperModel, order.objective(), order.maxModelSize())
              .run(
                  hp,
                  order.executions(),
                  new TrialFolder(folder),
                  seeds,
                  options,
                  (model, own) -> {
                    history.beginExecution();
                    own.callbacks(new Recorder());
                  },
                  history,
                  null);
      TrialResult.Best best = TrialResult.average(results, order.objective());
      return report(
          Json.write(
              Json.object("metrics", best.metrics(), "step", best.step(), "epoch", best.epoch())),
          null);
    } catch (CancellationException | SavingException e) {
      throw e;
    } catch (Exception | OutOfMemoryError e) {
      Interruption.check(e);
      return report(null, failure(e));
    }
  }

  private TrialReport report(@Nullable String metrics, @Nullable Failure failure) {
    return new TrialReport(
        Json.write(hp.getConfig()), Json.write(history.getState()), metrics, failure);
  }

  private static Failure failure(Throwable e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    String message = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
    return new Failure(kind(e), message, trace.toString());
  }

  private static Kind kind(Throwable e) {
    if (e instanceof FatalTrialException) {
      return Kind.FATAL;
    }
    return Oracle.statusAfter(e) == TrialStatus.FAILED ? Kind.FAILED : Kind.INVALID;
  }

  private final class Recorder extends Callback {
    @Override
    public void onEpochEnd(int epoch, Logs logs) {
      history.add(epoch, logs.asMap());
      PruningOrder pruning = order.pruning();
      boolean last = epoch + 1 >= params().epochs();
      if (pruning != null
          && !last
          && Pruning.stops(order.trialId(), history, pruning, order.objective())) {
        history.prune();
        model().stopTraining(true);
      }
    }
  }
}
