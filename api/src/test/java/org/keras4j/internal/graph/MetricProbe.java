package org.keras4j.internal.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.metrics.MetricAccess;
import org.keras4j.metrics.Metric;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Feeds batches to a metric in one graph, as an evaluation does. */
public final class MetricProbe implements AutoCloseable {

  private final Graph graph = new Graph();
  private final Session session;
  private final VariableStore store;
  private final List<Operand<?>> feeds = new ArrayList<>();
  private final Operand<TFloat32> result;
  private final Op gate;
  private final Metric metric;

  /** Builds the graph for batches like these. */
  public MetricProbe(
      Metric metric,
      NDArray y,
      NDArray p,
      @Nullable NDArray w,
      BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> activation) {
    NativeRuntime.ensureLoaded();
    this.metric = metric;
    session = new Session(graph, SessionSettings.plain());
    Ops tf = Ops.create(graph);
    store = new VariableStore(tf, session);
    List<Operand<TFloat32>> in = new ArrayList<>();
    for (NDArray a : w == null ? List.of(y, p) : List.of(y, p, w)) {
      Operand<?> fed =
          tf.placeholder(
              Tensors.typeOf(a.dtype()), Placeholder.shape(Tensors.shape(a.shape().withBatch(-1))));
      feeds.add(fed);
      in.add(Casts.toFloat(tf, fed));
    }
    TraceContext context = new TraceContext(tf, store, false);
    MetricAccess access = MetricAccess.get();
    access.update(
        metric,
        tf,
        context,
        in.get(0),
        activation.apply(tf, in.get(1)),
        w == null ? null : in.get(2),
        null);
    gate = tf.withControlDependencies(context.finish()).noOp();
    result = access.result(metric, tf, new TraceContext(tf, store, false));
    metric.variables().forEach(store::of);
  }

  /** Takes in a batch and returns the figure so far. */
  public NDArray step(List<NDArray> batch) {
    store.refresh(true);
    Session.Runner runner = session.runner().addTarget(gate.op());
    List<Tensor> tensors = new ArrayList<>();
    try {
      for (int i = 0; i < batch.size(); i++) {
        tensors.add(Tensors.of(batch.get(i)));
        runner.feed(feeds.get(i), tensors.get(i));
      }
      runner.run().close();
    } finally {
      tensors.forEach(Tensor::close);
    }
    store.written(metric.variables());
    try (Result r = session.runner().fetch(result).run()) {
      return Tensors.toArray(r.get(0));
    }
  }

  @Override
  public void close() {
    store.evacuate();
    session.close();
    graph.close();
  }
}
