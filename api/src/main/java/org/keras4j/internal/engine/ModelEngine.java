package org.keras4j.internal.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Variable;
import org.keras4j.internal.graph.GraphOps;
import org.keras4j.internal.graph.NativeRuntime;
import org.keras4j.internal.graph.SessionSettings;
import org.keras4j.internal.graph.Step;
import org.keras4j.internal.graph.Tensors;
import org.keras4j.internal.graph.TraceContext;
import org.keras4j.internal.graph.VariableStore;
import org.keras4j.internal.metrics.MetricAccess;
import org.keras4j.internal.optimizers.OptimizerAccess;
import org.keras4j.metrics.Metric;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.optimizers.Optimizer;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The running side of one model: a graph, a session, the variables in it, and the steps built so
 * far. It is the one owner of native memory and closes it in the one right order. Its lock is that
 * of its store, so that weights are read and assigned between steps.
 *
 * <p>Steps are built when first needed, so a model that only predicts never pays for gradients.
 * Thread-safe: one run at a time.
 */
public final class ModelEngine implements AutoCloseable {

  private final ModelFunction model;
  private final @Nullable Objectives objectives;
  private final @Nullable Optimizer optimizer;
  private final Graph graph;
  private final Session session;
  private final VariableStore store;
  private final StepBuilder builder;
  private final LargestOutput largest;
  private final Steps trainSteps = new Steps();
  private final Steps evaluateSteps = new Steps();
  private final Steps predictSteps = new Steps();
  private @Nullable Step reset;
  private @Nullable Step results;
  private List<String> resultNames = List.of();
  private long runs;
  private long fedBytes;
  private boolean closed;

  /**
   * Opens an engine.
   *
   * @param objectives losses and metrics, or null for prediction only
   * @param optimizer changes the weights, or null for a model that is not trained
   */
  public ModelEngine(
      ModelFunction model, @Nullable Objectives objectives, @Nullable Optimizer optimizer) {
    NativeRuntime.ensureLoaded();
    this.model = model;
    this.objectives = objectives;
    this.optimizer = optimizer;
    graph = new Graph();
    session = new Session(graph, SessionSettings.model());
    store = new VariableStore(GraphOps.of(graph), session);
    builder = new StepBuilder(graph, store, model);
    largest = model.largestOutput();
  }

  /** Brings in all values that were changed outside this engine; called once before a loop. */
  public void refresh() {
    upToDate(true, () -> true);
  }

  /** Trains on one batch: one run of the session. */
  public void train(BatchSpec spec, Batch batch) {
    largest.check(spec, batch.rows());
    Step step = trainSteps.find(spec);
    if (step == null) {
      // Outside of the lock, as its slots may begin with values that are in other sessions.
      OptimizerAccess.get().build(require(optimizer), model.trainableWeights());
      step =
          measured(
              trainSteps, spec, s -> builder.train(s, require(objectives), require(optimizer)));
    }
    runStep(step, spec, batch);
  }

  /** Evaluates one batch: adds to the metrics. */
  public void evaluate(BatchSpec spec, Batch batch) {
    largest.check(spec, batch.rows());
    Step step = measured(evaluateSteps, spec, s -> builder.evaluate(s, require(objectives)));
    runStep(step, spec, batch);
  }

  private Step step(Steps steps, BatchSpec spec, Steps.Builder builder) {
    return locked(() -> steps.get(spec, builder));
  }

  /**
   * Builds what reads and resets metrics together with the first step that has them: a graph that
   * grows after its first run is placed anew as a whole.
   */
  private Step measured(Steps steps, BatchSpec spec, Steps.Builder builder) {
    return locked(
        () -> {
          Step step = steps.get(spec, builder);
          prepareMetrics();
          return step;
        });
  }

  private Result run(Step step, BatchSpec spec, Batch batch) {
    try {
      return step.run(session, batch.tensors());
    } catch (RuntimeException e) {
      List<Shape> x = spec.x().stream().map(s -> s.sample().prepend(batch.rows())).toList();
      throw FailedRun.of(model.name(), x, e, () -> largest.refusal(x));
    }
  }

  private void runStep(Step step, BatchSpec spec, Batch batch) {
    upToDate(
        false,
        () -> {
          run(step, spec, batch).close();
          ran(batch);
          store.written(step.written());
          return true;
        });
  }

  private void ran(Batch batch) {
    runs++;
    for (Tensor t : batch.tensors()) {
      fedBytes += t.numBytes();
    }
  }

  /** Computes the outputs of one batch. */
  public List<NDArray> predict(BatchSpec spec, Batch batch) {
    largest.check(spec, batch.rows());
    Step step = step(predictSteps, spec, builder::predict);
    return upToDate(
        false,
        () -> {
          List<NDArray> outputs = new ArrayList<>();
          try (Result r = run(step, spec, batch)) {
            for (int i = 0; i < step.fetches().size(); i++) {
              outputs.add(Tensors.toArray(r.get(i)));
            }
          }
          ran(batch);
          store.written(step.written());
          return outputs;
        });
  }

  /** Sets all metrics back to zero. */
  public void resetMetrics() {
    Step step = locked(() -> prepareMetrics() ? reset : null);
    if (step == null) {
      require(objectives).resetStates();
      return;
    }
    upToDate(
        false,
        () -> {
          step.run(session, List.of()).close();
          store.written(step.written());
          return true;
        });
  }

  /** Fetches all metrics, in the order of {@code evaluate}. */
  public Map<String, Double> metrics() {
    Step step = locked(() -> prepareMetrics() ? results : null);
    if (step == null) {
      return new LinkedHashMap<>();
    }
    return upToDate(
        false,
        () -> {
          Map<String, Double> values = new LinkedHashMap<>();
          try (Result r = step.run(session, List.of())) {
            for (int i = 0; i < resultNames.size(); i++) {
              try (Tensor t = r.get(i)) {
                values.put(resultNames.get(i), (double) ((TFloat32) t).getFloat());
              }
            }
          }
          return values;
        });
  }

  /** Metrics make their state when the first step is built; before that there is nothing to do. */
  private boolean prepareMetrics() {
    if (reset != null) {
      return true;
    }
    if (trainSteps.isEmpty() && evaluateSteps.isEmpty()) {
      return false;
    }
    Map<String, Metric> all = require(objectives).all();
    Ops tf = GraphOps.of(graph).withSubScope("metrics");
    TraceContext context = new TraceContext(tf.withSubScope("results"), store, false);
    List<Output<?>> fetches = new ArrayList<>();
    List<Op> zeros = new ArrayList<>();
    List<Variable> variables = new ArrayList<>();
    for (Metric m : all.values()) {
      fetches.add(MetricAccess.get().result(m, tf.withSubScope("results"), context).asOutput());
      for (Variable v : m.variables()) {
        Ops scope = tf.withSubScope("reset");
        zeros.add(
            scope.assignVariableOp(
                store.of(v).handle,
                scope.zeros(scope.constant(v.shape().asArray()), Tensors.typeOf(v.dtype()))));
        variables.add(v);
      }
    }
    resultNames = List.copyOf(all.keySet());
    results = new Step(List.of(), null, fetches, List.of());
    reset =
        new Step(List.of(), tf.withControlDependencies(zeros).noOp().op(), List.of(), variables);
    return true;
  }

  /** Returns how many training, evaluation and prediction steps have run, one session run each. */
  public long runs() {
    return runs;
  }

  /** Returns how many bytes these steps were fed: what is copied from the heap to TensorFlow. */
  public long fedBytes() {
    return fedBytes;
  }

  /** Returns how many operations the graph has. */
  public int operations() {
    return locked(
        () -> {
          int n = 0;
          for (var it = graph.operations(); it.hasNext(); it.next()) {
            n++;
          }
          return n;
        });
  }

  private static <T> T require(@Nullable T t) {
    return Objects.requireNonNull(t, "the model is not compiled");
  }

  private <T extends @Nullable Object> T locked(Supplier<T> action) {
    store.lock().lock();
    try {
      requireOpen();
      return action.get();
    } finally {
      store.lock().unlock();
    }
  }

  private <T> T upToDate(boolean thorough, Supplier<T> action) {
    return store.upToDate(
        thorough,
        () -> {
          requireOpen();
          return action.get();
        });
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("Model '" + model.name() + "' is closed");
    }
  }

  /** Brings the variables' values to the heap and frees all native memory. Safe to repeat. */
  @Override
  public void close() {
    store.lock().lock();
    try {
      if (closed) {
        return;
      }
      try {
        store.evacuate();
      } finally {
        closed = true;
        // A graph that is closed first waits for its sessions for ever.
        session.close();
        graph.close();
      }
    } finally {
      store.lock().unlock();
    }
  }
}
