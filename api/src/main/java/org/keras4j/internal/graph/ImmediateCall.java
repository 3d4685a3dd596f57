package org.keras4j.internal.graph;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.core.CallContext;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;

/** Calls a layer on data outside any model: in a graph of its own that lives for this one call. */
public final class ImmediateCall {

  private ImmediateCall() {}

  /** Returns whether a layer is called on data, outside fit, evaluate, predict and predictors. */
  public static boolean isContextOf(CallContext context) {
    return LayerCall.graph(context) instanceof TraceContext step && step.immediate();
  }

  /** Calls the function in the mode that each layer has by default; see the other method. */
  public static List<NDArray> run(TracedFunction function, List<NDArray> inputs) {
    return run(
        (tf, operands, context) -> function.call(tf, operands, LayerCall.open(context)),
        inputs,
        false);
  }

  /** Calls the function on these inputs; state that it updates (random counters) is kept. */
  public static List<NDArray> run(TracedFunction function, List<NDArray> inputs, boolean training) {
    NativeRuntime.ensureLoaded();
    List<Tensor> tensors = new ArrayList<>();
    try (Graph graph = new Graph();
        Session session = new Session(graph, SessionSettings.plain())) {
      Ops tf = GraphOps.of(graph);
      VariableStore store = new VariableStore(tf, session);
      TraceContext context = new TraceContext(tf, store, training, true);
      List<Operand<?>> operands = new ArrayList<>();
      for (NDArray a : inputs) {
        NDArray fed = a.dtype() == DType.FLOAT64 ? a.asType(DType.FLOAT32) : a;
        tensors.add(Tensors.of(fed));
        operands.add(
            tf.placeholder(
                Tensors.typeOf(fed.dtype()),
                org.tensorflow.op.core.Placeholder.shape(Tensors.shape(fed.shape()))));
      }
      try {
        List<Output<?>> outputs =
            Step.fetchable(tf, function.call(tf, operands, context), operands);
        List<Op> ends = context.finish();
        return store.upToDate(
            true,
            () -> {
              List<NDArray> values = run(session, operands, tensors, outputs, ends);
              store.written(context.written());
              return values;
            });
      } finally {
        // Also after a failure: the variables would be left in a session that is closed.
        store.evacuate();
      }
    } finally {
      tensors.forEach(Tensor::close);
    }
  }

  private static List<NDArray> run(
      Session session,
      List<Operand<?>> operands,
      List<Tensor> tensors,
      List<Output<?>> outputs,
      List<Op> ends) {
    Session.Runner runner = session.runner();
    for (int i = 0; i < tensors.size(); i++) {
      runner.feed(operands.get(i), tensors.get(i));
    }
    outputs.forEach(runner::fetch);
    ends.forEach(runner::addTarget);
    List<NDArray> results = new ArrayList<>();
    try (Result r = runner.run()) {
      for (int i = 0; i < outputs.size(); i++) {
        results.add(Tensors.toArray(r.get(i)));
      }
    }
    return results;
  }
}
