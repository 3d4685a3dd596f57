package org.keras4j.internal.graph;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.core.Variable;
import org.keras4j.internal.optimizers.OptimizerAccess;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Optimizer;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Applies an optimizer to gradients that are fed, as a training step does to computed ones. */
public final class OptimizerProbe implements AutoCloseable {

  private final Graph graph = new Graph();
  private final Session session;
  private final VariableStore store;
  private final List<Operand<TFloat32>> feeds = new ArrayList<>();
  private final Op gate;
  private final List<Variable> written;

  /** Builds the step. */
  public OptimizerProbe(Optimizer optimizer, List<Variable> weights) {
    NativeRuntime.ensureLoaded();
    session = new Session(graph, SessionSettings.model());
    Ops tf = Ops.create(graph);
    store = new VariableStore(tf, session);
    TraceContext context = new TraceContext(tf, store, true);
    for (Variable w : weights) {
      feeds.add(tf.placeholder(TFloat32.class, Placeholder.shape(Tensors.shape(w.shape()))));
    }
    OptimizerAccess access = OptimizerAccess.get();
    access.build(optimizer, weights);
    List<Op> ends = access.step(optimizer, tf, context, weights, feeds);
    gate = tf.withControlDependencies(ends).noOp();
    written = new ArrayList<>(weights);
    written.addAll(optimizer.variables());
    written.forEach(store::of);
  }

  /** Makes one step. */
  public void step(List<NDArray> gradients) {
    store.refresh(true);
    Session.Runner runner = session.runner().addTarget(gate.op());
    List<Tensor> tensors = new ArrayList<>();
    try {
      for (int i = 0; i < gradients.size(); i++) {
        Tensor t = Tensors.of(gradients.get(i));
        tensors.add(t);
        runner.feed((Output<?>) feeds.get(i).asOutput(), t);
      }
      runner.run().close();
    } finally {
      tensors.forEach(Tensor::close);
    }
    store.written(written);
  }

  @Override
  public void close() {
    store.evacuate();
    session.close();
    graph.close();
  }
}
