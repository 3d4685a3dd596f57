package org.keras4j.internal.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keras4j.Dataset;
import org.keras4j.EvaluateOptions;
import org.keras4j.FitOptions;
import org.keras4j.FitOptions.Shuffle;
import org.keras4j.Model;
import org.keras4j.Shape;
import org.keras4j.callbacks.CallbackParams;
import org.keras4j.callbacks.History;
import org.keras4j.internal.engine.Batch;
import org.keras4j.internal.engine.ModelEngine;
import org.keras4j.ndarray.NDArray;

/** Runs {@code fit}, {@code evaluate}, {@code predict} and steps on single batches. */
public final class Trainer {

  private final Model model;
  private final Preparation preparation;

  /** Makes a model ready to run. */
  @FunctionalInterface
  public interface Preparation {
    /**
     * Builds the model if it has been waiting for the shapes of its inputs, and opens its engine.
     *
     * @param inputs shapes of data, with an unknown batch dimension
     */
    Prepared prepare(List<Shape> inputs);
  }

  /**
   * A model that is ready to run.
   *
   * @param engine its running side
   * @param checks what data must be like
   * @param release to be called after the run: until then the engine stays open
   */
  public record Prepared(ModelEngine engine, DataChecks checks, Runnable release) {}

  /** Makes the loops of a model. */
  public Trainer(Model model, Preparation preparation) {
    this.model = model;
    this.preparation = preparation;
  }

  private OpenSources sources(boolean withTargets) {
    return new OpenSources(preparation, withTargets);
  }

  /**
   * Trains; see {@link Model#fit(FitOptions)}.
   *
   * @param begun takes the history before it has any entry, so that a run that fails leaves its own
   */
  public History fit(FitOptions o, Consumer<History> begun) {
    FitData data = FitData.of(o);
    try (OpenSources open = sources(true)) {
      BatchSource train =
          data.train() == null
              ? open.stream(data.stream())
              : open.arrays(data.train(), data.batchSize(), o.shuffle());
      BatchSource validation = validation(open, data);
      Integer steps = o.stepsPerEpoch() != null ? o.stepsPerEpoch() : train.steps();
      CallbackList callbacks =
          new CallbackList(
              o.callbacks(), true, model, new CallbackParams(o.verbose(), o.epochs(), steps));
      ModelEngine engine = open.engine();
      engine.refresh();
      begun.accept(callbacks.history());
      EvaluateLoop evaluate =
          validation == null
              ? null
              : new EvaluateLoop(model.name(), engine, validation, o.validationSteps(), callbacks);
      new FitLoop(model, engine, o, train, evaluate, callbacks).run();
      return callbacks.history();
    }
  }

  private static @Nullable BatchSource validation(OpenSources open, FitData data) {
    if (data.validationStream() != null) {
      return open.stream(data.validationStream());
    }
    if (data.validation() == null) {
      return null;
    }
    return open.arrays(data.validation(), data.validationBatchSize(), Shuffle.NONE);
  }

  private static int batchSize(ArrayData data, EvaluateOptions o) {
    return ArraySource.batchSize(data, o.batchSize(), o.steps());
  }

  /** Evaluates arrays; see {@link Model#evaluate}. */
  public Map<String, Double> evaluate(List<NDArray> x, List<NDArray> y, EvaluateOptions o) {
    ArrayData data = ArrayData.of(x, y, o.sampleWeight());
    try (OpenSources open = sources(true)) {
      return evaluate(open, open.arrays(data, batchSize(data, o), Shuffle.NONE), o);
    }
  }

  /** Evaluates a stream. */
  public Map<String, Double> evaluate(Dataset dataset, EvaluateOptions o) {
    try (OpenSources open = sources(true)) {
      return evaluate(open, open.stream(dataset), o);
    }
  }

  private Map<String, Double> evaluate(OpenSources open, BatchSource source, EvaluateOptions o) {
    ModelEngine engine = open.engine();
    engine.refresh();
    return new EvaluateLoop(model.name(), engine, source, o.steps(), callbacks(source, o)).run();
  }

  private CallbackList callbacks(BatchSource source, EvaluateOptions o) {
    Integer steps = o.steps() != null ? o.steps() : source.steps();
    return new CallbackList(o.callbacks(), false, model, new CallbackParams(o.verbose(), 1, steps));
  }

  /** Predicts for arrays; one array for each output. */
  public List<NDArray> predict(List<NDArray> x, EvaluateOptions o) {
    ArrayData data = ArrayData.of(x, List.of(), List.of());
    try (OpenSources open = sources(false)) {
      return predict(open, open.arrays(data, batchSize(data, o), Shuffle.NONE), o);
    }
  }

  /** Predicts for a stream. */
  public List<NDArray> predict(Dataset dataset, EvaluateOptions o) {
    try (OpenSources open = sources(false)) {
      return predict(open, open.stream(dataset), o);
    }
  }

  private List<NDArray> predict(OpenSources open, BatchSource source, EvaluateOptions o) {
    ModelEngine engine = open.engine();
    engine.refresh();
    return new PredictLoop(model.name(), engine, source, o.steps(), callbacks(source, o)).run();
  }

  /** One step on one batch, with fresh metrics. */
  public Map<String, Double> onBatch(boolean train, FitOptions o) {
    ArrayData given =
        ArrayData.of(o.x(), o.y(), o.sampleWeight()).withClassWeights(o.classWeight());
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
  public List<NDArray> predictOnBatch(List<NDArray> x) {
    try (OpenSources open = sources(false)) {
      ArrayData data = open.check(ArrayData.of(x, List.of(), List.of()));
      ModelEngine engine = open.engine();
      engine.refresh();
      try (Batch batch = Batch.of(data.all())) {
        return engine.predict(data.spec(), batch);
      }
    }
  }
}
