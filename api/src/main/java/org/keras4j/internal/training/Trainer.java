package org.keras4j.internal.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.EvaluateOptions;
import org.keras4j.FitOptions;
import org.keras4j.Model;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.CallbackParams;
import org.keras4j.callbacks.History;
import org.keras4j.callbacks.Logs;
import org.keras4j.callbacks.ProgbarLogger;
import org.keras4j.internal.engine.Batch;
import org.keras4j.internal.engine.ModelEngine;
import org.keras4j.ndarray.NDArray;

/** The loops of {@code fit}, {@code evaluate} and {@code predict}. */
public final class Trainer {

  private static final System.Logger LOG = System.getLogger("org.keras4j");
  private static final int DEFAULT_BATCH = 32;

  private final Model model;
  private final ModelEngine engine;
  private final DataChecks checks;

  /** Makes the loops of a model. */
  public Trainer(Model model, ModelEngine engine, DataChecks checks) {
    this.model = model;
    this.engine = engine;
    this.checks = checks;
  }

  /** Trains; see {@link Model#fit(FitOptions)}. */
  public History fit(FitOptions o) {
    Split data = split(o);
    int batchSize = batchSize(o, data.train);
    try (CloseableSource train = source(o, data.train, batchSize);
        CloseableSource validation = validationSource(data, o, batchSize)) {
      checks.training(train.source.spec());
      Integer steps = o.stepsPerEpoch() != null ? o.stepsPerEpoch() : train.source.steps();
      History history = new History();
      List<Callback> all = new ArrayList<>(o.callbacks());
      all.add(history);
      if (o.verbose() != 0) {
        all.add(new ProgbarLogger());
      }
      CallbackList callbacks =
          new CallbackList(all, model, new CallbackParams(o.verbose(), o.epochs(), steps));
      model.stopTraining(false);
      engine.refresh();
      new FitLoop(o, train.source, validation == null ? null : validation.source, callbacks).run();
      return history;
    }
  }

  private record Split(@Nullable ArrayData train, @Nullable ArrayData validation) {}

  private record CloseableSource(BatchSource source) implements AutoCloseable {
    @Override
    public void close() {
      if (source instanceof ArraySource a) {
        a.close();
      } else if (source instanceof StreamSource s) {
        s.close();
      }
    }
  }

  private Split split(FitOptions o) {
    FitOptions v = o.validationData();
    ArrayData validation = v == null || v.dataset() != null ? null : arrays(v);
    if (o.dataset() != null) {
      if (!o.x().isEmpty() || !o.y().isEmpty()) {
        throw new IllegalArgumentException(
            "fit takes either arrays or a dataset, which brings its own targets; received both");
      }
      if (o.validationSplit() > 0) {
        throw new IllegalArgumentException(
            "validationSplit needs arrays; a dataset cannot be split: pass validationData");
      }
      if (!o.classWeight().isEmpty()) {
        throw new IllegalArgumentException(
            "classWeight needs arrays; let the dataset give sample weights instead");
      }
      return new Split(null, validation);
    }
    ArrayData all = arrays(o).withClassWeights(o.classWeight());
    if (v != null || o.validationSplit() == 0) {
      return new Split(all, validation);
    }
    int n = all.rows();
    int at = (int) Math.floor(n * (1 - o.validationSplit()));
    if (at == 0 || at == n) {
      throw new IllegalArgumentException(
          "fit: "
              + n
              + " samples cannot be split with validationSplit="
              + o.validationSplit()
              + ": one side would be empty");
    }
    return new Split(all.slice(0, at), all.slice(at, n));
  }

  private static ArrayData arrays(FitOptions o) {
    return ArrayData.of(o.x(), o.y(), o.sampleWeight());
  }

  private static int batchSize(FitOptions o, @Nullable ArrayData data) {
    if (o.batchSize() != null) {
      return o.batchSize();
    }
    if (o.stepsPerEpoch() != null && data != null) {
      return (data.rows() + o.stepsPerEpoch() - 1) / o.stepsPerEpoch();
    }
    return DEFAULT_BATCH;
  }

  private CloseableSource source(FitOptions o, @Nullable ArrayData data, int batchSize) {
    if (data == null) {
      return new CloseableSource(
          new StreamSource(java.util.Objects.requireNonNull(o.dataset()), checks));
    }
    checks.arrays(data);
    return new CloseableSource(new ArraySource(data, batchSize, o.shuffle()));
  }

  private @Nullable CloseableSource validationSource(Split data, FitOptions o, int batchSize) {
    FitOptions v = o.validationData();
    if (v != null && v.dataset() != null) {
      return new CloseableSource(new StreamSource(v.dataset(), checks));
    }
    if (data.validation == null) {
      return null;
    }
    checks.arrays(data.validation);
    int size = o.validationBatchSize() != null ? o.validationBatchSize() : batchSize;
    return new CloseableSource(new ArraySource(data.validation, size, FitOptions.Shuffle.NONE));
  }

  /** One call of fit. */
  private final class FitLoop {
    private final FitOptions options;
    private final BatchSource train;
    private final @Nullable BatchSource validation;
    private final CallbackList callbacks;
    private BatchSource.@Nullable Pass pass;

    FitLoop(
        FitOptions options,
        BatchSource train,
        @Nullable BatchSource validation,
        CallbackList callbacks) {
      this.options = options;
      this.train = train;
      this.validation = validation;
      this.callbacks = callbacks;
    }

    void run() {
      callbacks.each(Callback::onTrainBegin);
      Map<String, Double> last = Map.of();
      try {
        int first = Math.max(options.initialEpoch(), model.resumeEpoch());
        for (int e = first; e < options.epochs() && !model.stopTraining(); e++) {
          last = epoch(e);
        }
      } finally {
        closePass();
      }
      Logs logs = Logs.of(last);
      callbacks.each(c -> c.onTrainEnd(logs));
    }

    private Map<String, Double> epoch(int e) {
      engine.resetMetrics();
      callbacks.each(c -> c.onEpochBegin(e));
      trainBatches();
      Map<String, Double> figures = engine.metrics();
      if (validation != null && options.validatesAfter(e)) {
        closePass();
        evaluateBatches(validation, options.validationSteps(), callbacks)
            .forEach((k, v) -> figures.put("val_" + k, v));
      }
      Logs logs = Logs.of(figures);
      callbacks.each(c -> c.onEpochEnd(e, logs));
      return figures;
    }

    private void trainBatches() {
      Integer limit = options.stepsPerEpoch();
      if (limit == null) {
        closePass();
      }
      if (pass == null) {
        pass = train.start();
      }
      for (int i = 0; limit == null || i < limit; i++) {
        Batch batch = pass.next();
        if (batch == null) {
          if (limit != null) {
            LOG.log(
                System.Logger.Level.WARNING,
                "The data ran out after {0} of {1} steps of this epoch; it ends early, and the next"
                    + " one starts from the beginning of the data",
                i,
                limit);
          }
          closePass();
          return;
        }
        int index = i;
        callbacks.each(c -> c.onTrainBatchBegin(index));
        engine.train(train.spec(), batch);
        callbacks.eachWith(Logs.lazy(engine::metrics), (c, l) -> c.onTrainBatchEnd(index, l));
        if (model.stopTraining()) {
          return;
        }
      }
    }

    private void closePass() {
      if (pass != null) {
        pass.close();
        pass = null;
      }
    }
  }

  private Map<String, Double> evaluateBatches(
      BatchSource source, @Nullable Integer limit, CallbackList callbacks) {
    engine.resetMetrics();
    callbacks.each(Callback::onTestBegin);
    try (BatchSource.Pass pass = source.start()) {
      Batch batch;
      for (int i = 0; (limit == null || i < limit) && (batch = pass.next()) != null; i++) {
        int index = i;
        callbacks.each(c -> c.onTestBatchBegin(index));
        engine.evaluate(source.spec(), batch);
        callbacks.eachWith(Logs.lazy(engine::metrics), (c, l) -> c.onTestBatchEnd(index, l));
      }
    }
    Map<String, Double> figures = engine.metrics();
    Logs logs = Logs.of(figures);
    callbacks.each(c -> c.onTestEnd(logs));
    return figures;
  }

  /** Evaluates arrays; see {@link Model#evaluate}. */
  public Map<String, Double> evaluate(List<NDArray> x, List<NDArray> y, EvaluateOptions o) {
    ArrayData data = ArrayData.of(x, y, o.sampleWeight());
    checks.arrays(data);
    try (CloseableSource s =
        new CloseableSource(new ArraySource(data, o.batchSize(), FitOptions.Shuffle.NONE))) {
      return evaluate(s.source, o);
    }
  }

  /** Evaluates a stream. */
  public Map<String, Double> evaluate(org.keras4j.Dataset dataset, EvaluateOptions o) {
    try (CloseableSource s = new CloseableSource(new StreamSource(dataset, checks))) {
      return evaluate(s.source, o);
    }
  }

  private Map<String, Double> evaluate(BatchSource source, EvaluateOptions o) {
    checks.training(source.spec());
    engine.refresh();
    return evaluateBatches(source, o.steps(), callbacks(source, o));
  }

  private CallbackList callbacks(BatchSource source, EvaluateOptions o) {
    List<Callback> all = new ArrayList<>(o.callbacks());
    if (o.verbose() != 0) {
      all.add(new ProgbarLogger());
    }
    Integer steps = o.steps() != null ? o.steps() : source.steps();
    return new CallbackList(all, model, new CallbackParams(o.verbose(), 1, steps));
  }

  /** Predicts for arrays; one array for each output. */
  public List<NDArray> predict(List<NDArray> x, EvaluateOptions o) {
    ArrayData data = ArrayData.of(x, List.of(), List.of());
    try (CloseableSource s =
        new CloseableSource(new ArraySource(data, o.batchSize(), FitOptions.Shuffle.NONE))) {
      return predict(s.source, o);
    }
  }

  /** Predicts for a stream. */
  public List<NDArray> predict(org.keras4j.Dataset dataset, EvaluateOptions o) {
    try (CloseableSource s = new CloseableSource(new StreamSource(dataset, checks))) {
      return predict(s.source, o);
    }
  }

  private List<NDArray> predict(BatchSource source, EvaluateOptions o) {
    checks.inputs(source.spec().x());
    engine.refresh();
    CallbackList callbacks = callbacks(source, o);
    callbacks.each(Callback::onPredictBegin);
    List<List<NDArray>> parts = new ArrayList<>();
    try (BatchSource.Pass pass = source.start()) {
      Batch batch;
      for (int i = 0; (o.steps() == null || i < o.steps()) && (batch = pass.next()) != null; i++) {
        int index = i;
        callbacks.each(c -> c.onPredictBatchBegin(index));
        parts.add(engine.predict(source.spec().inputsOnly(), batch));
        callbacks.each(c -> c.onPredictBatchEnd(index));
      }
    }
    callbacks.each(Callback::onPredictEnd);
    List<NDArray> outputs = new ArrayList<>();
    for (int k = 0; k < parts.get(0).size(); k++) {
      int output = k;
      outputs.add(
          NDArray.concat(0, parts.stream().map(p -> p.get(output)).toArray(NDArray[]::new)));
    }
    return outputs;
  }

  /** One step on one batch, with fresh metrics. */
  public Map<String, Double> onBatch(
      boolean train,
      List<NDArray> x,
      List<NDArray> y,
      List<NDArray> weights,
      Map<Integer, Double> classWeight) {
    ArrayData data = ArrayData.of(x, y, weights).withClassWeights(classWeight);
    checks.arrays(data);
    checks.training(data.spec());
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

  /** Predicts for one batch, without callbacks. */
  public List<NDArray> predictOnBatch(List<NDArray> x) {
    ArrayData data = ArrayData.of(x, List.of(), List.of());
    checks.inputs(data.spec().x());
    try (Batch batch = Batch.of(data.all())) {
      return engine.predict(data.spec(), batch);
    }
  }
}
