package org.keras4j.internal.training;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.Logs;
import org.keras4j.internal.callbacks.Resuming;
import org.keras4j.internal.engine.Batch;
import org.keras4j.internal.engine.ModelEngine;

/** The epochs of one call of {@code fit}. */
final class FitLoop {

  private static final System.Logger LOG = System.getLogger("org.keras4j");

  private final Trainee model;
  private final ModelEngine engine;
  private final FitPlan plan;
  private final BatchSource train;
  private final @Nullable EvaluateLoop validation;
  private final CallbackList callbacks;
  private final @Nullable Resuming resuming;
  private boolean inPass;

  FitLoop(
      Trainee model,
      ModelEngine engine,
      FitPlan plan,
      BatchSource train,
      @Nullable EvaluateLoop validation,
      CallbackList callbacks) {
    this.model = model;
    this.engine = engine;
    this.plan = plan;
    this.train = train;
    this.validation = validation;
    this.callbacks = callbacks;
    this.resuming = callbacks.resuming();
  }

  void run() {
    model.begin();
    callbacks.each(Callback::onTrainBegin);
    Map<String, Double> last = Map.of();
    for (int e = firstEpoch(); e < plan.epochs(); e++) {
      last = epoch(e);
      boolean stops = model.stops();
      if (resuming != null) {
        resuming.epochEnded(e, stops || e + 1 >= plan.epochs(), callbacks.all());
      }
      if (stops) {
        break;
      }
    }
    model.finalizeWeights();
    Logs logs = Logs.of(last);
    callbacks.each(c -> c.onTrainEnd(logs));
  }

  private int firstEpoch() {
    int restored = model.resumedEpoch();
    int first = restored > 0 ? restored : plan.initialEpoch();
    int resumed = resuming == null ? Resuming.NONE : resuming.resumedEpoch(first, callbacks.all());
    if (resuming == null || resumed == Resuming.NONE) {
      return first;
    }
    for (int e = first; e < resumed; e++) {
      passOver(e);
    }
    resuming.resume(callbacks.all());
    return resumed;
  }

  /** Brings the data to where they are after an epoch, without training. */
  private void passOver(int epoch) {
    Interruption.check("fit", model.name(), epoch);
    Integer limit = plan.stepsPerEpoch();
    if (limit == null) {
      train.passOver();
      return;
    }
    Batch batch = first(epoch);
    for (int i = 1; batch != null && i < limit; i++) {
      batch = train.next();
    }
    inPass = batch != null;
  }

  private Map<String, Double> epoch(int e) {
    engine.resetMetrics();
    callbacks.each(c -> c.onEpochBegin(e));
    trainBatches(e);
    Map<String, Double> metrics = engine.metrics();
    if (validation != null && plan.validatesAfter().test(e)) {
      validation.run().forEach((k, v) -> metrics.put("val_" + k, v));
    }
    Logs logs = Logs.of(metrics);
    callbacks.each(c -> c.onEpochEnd(e, logs));
    return metrics;
  }

  private void trainBatches(int epoch) {
    Integer limit = plan.stepsPerEpoch();
    if (limit == null) {
      inPass = false;
    }
    for (int i = 0; limit == null || i < limit; i++) {
      Interruption.check("fit", model.name(), epoch + i);
      Batch batch = i == 0 ? first(epoch) : train.next();
      if (batch == null) {
        inPass = false;
        warnIfShort(i, limit);
        return;
      }
      int index = i;
      callbacks.each(c -> c.onTrainBatchBegin(index));
      engine.train(train.spec(), batch);
      callbacks.eachWith(engine::metrics, (c, l) -> c.onTrainBatchEnd(index, l));
      if (model.stops()) {
        return;
      }
    }
  }

  /** With a fixed number of steps an epoch goes on where the last one ended, as in Keras. */
  private Batch first(int epoch) {
    Batch batch = inPass ? train.next() : null;
    if (batch == null) {
      train.start();
      inPass = true;
      batch = train.next();
    }
    if (batch == null) {
      throw new IllegalStateException(
          "The dataset gave no batches in epoch "
              + epoch
              + ": its iterator() must start from the beginning each time it is called");
    }
    return batch;
  }

  private static void warnIfShort(int steps, @Nullable Integer limit) {
    if (limit != null) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The data ran out after {0} of {1} steps of this epoch; it ends early, and the next one"
              + " starts from the beginning of the data",
          steps,
          limit);
    }
  }
}
