package org.keras4j.internal.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.CallbackParams;
import org.keras4j.callbacks.History;
import org.keras4j.internal.engine.Batch;
import org.keras4j.internal.engine.ModelEngine;
import org.keras4j.ndarray.NDArray;

/** Runs {@code fit}, {@code evaluate}, {@code predict} and steps on single batches. */
public final class Trainer {

  private final Trainee model;

  /** Makes the loops of a model. */
  public Trainer(Trainee model) {
    this.model = model;
  }

  private OpenSources sources(boolean withTargets) {
    return new OpenSources(model, withTargets);
  }

  private CallbackList callbacks(
      boolean fit,
      List<Callback> users,
      int verbose,
      int epochs,
      @Nullable Integer steps,
      BatchSource source) {
    Integer all = steps != null ? steps : source.steps();
    return new CallbackList(users, fit, model, new CallbackParams(verbose, epochs, all));
  }

  private CallbackList callbacks(RunPlan plan, BatchSource source) {
    return callbacks(false, plan.callbacks(), plan.verbose(), 1, plan.steps(), source);
  }

  /**
   * Trains.
   *
   * @param begun takes the history before it has any entry, so that a run that fails leaves its own
   */
  public History fit(FitPlan plan, Consumer<History> begun) {
    try (OpenSources open = sources(true)) {
      BatchSource train = open.source(plan.train(), plan.order());
      RunData validated = plan.validation();
      BatchSource validation = validated == null ? null : open.source(validated, Order.GIVEN);
      CallbackList callbacks =
          callbacks(
              true, plan.callbacks(), plan.verbose(), plan.epochs(), plan.stepsPerEpoch(), train);
      ModelEngine engine = open.engine();
      engine.refresh();
      begun.accept(callbacks.history());
      EvaluateLoop evaluate =
          validation == null
              ? null
              : new EvaluateLoop(
                  model.name(), engine, validation, plan.validationSteps(), callbacks);
      new FitLoop(model, engine, plan, train, evaluate, callbacks).run();
      return callbacks.history();
    }
  }

  /** Evaluates. */
  public Map<String, Double> evaluate(RunPlan plan) {
    try (OpenSources open = sources(true)) {
      BatchSource source = open.source(plan.data(), Order.GIVEN);
      ModelEngine engine = open.engine();
      engine.refresh();
      CallbackList callbacks = callbacks(plan, source);
      return new EvaluateLoop(model.name(), engine, source, plan.steps(), callbacks).run();
    }
  }

  /** Predicts; one array for each output. */
  public List<NDArray> predict(RunPlan plan) {
    try (OpenSources open = sources(false)) {
      BatchSource source = open.source(plan.data(), Order.GIVEN);
      ModelEngine engine = open.engine();
      engine.refresh();
      CallbackList callbacks = callbacks(plan, source);
      return new PredictLoop(model.name(), engine, source, plan.steps(), callbacks).run();
    }
  }

  /** One step on one batch, with fresh metrics. */
  public Map<String, Double> onBatch(boolean train, ArrayData given) {
    try (OpenSources open = sources(true)) {
      ArrayData data = open.check(given);
      ModelEngine engine = open.engine();
      engine.refresh();
      engine.resetMetrics();
      try (Batch batch = Batch.of(data.all())) {
        if (train) {
          engine.train(data.spec(), batch);
        } else {
          engine.evaluate(data.spec(), batch);
        }
      }
      return new LinkedHashMap<>(engine.metrics());
    }
  }

  /** Predicts for one batch, without callbacks. */
  public List<NDArray> predictOnBatch(ArrayData given) {
    try (OpenSources open = sources(false)) {
      ArrayData data = open.check(given);
      ModelEngine engine = open.engine();
      engine.refresh();
      try (Batch batch = Batch.of(data.all())) {
        return engine.predict(data.spec(), batch);
      }
    }
  }
}
