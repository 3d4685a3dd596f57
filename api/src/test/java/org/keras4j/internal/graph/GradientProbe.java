package org.keras4j.internal.graph;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;

/** Computes an expression of arrays, and the gradient of its first value by one of them. */
public final class GradientProbe {

  /** What to compute; the first result is differentiated. */
  @FunctionalInterface
  public interface Expression {
    /** Adds it to a graph. */
    List<Operand<?>> call(Ops tf, List<Operand<?>> inputs);
  }

  private GradientProbe() {}

  /** Returns the expression's values, then the gradient of their first by the input. */
  public static List<NDArray> run(Expression expression, List<NDArray> inputs, int by) {
    NativeRuntime.ensureLoaded();
    List<Tensor> tensors = new ArrayList<>();
    try (Graph graph = new Graph();
        Session session = new Session(graph, SessionSettings.plain())) {
      Ops tf = Ops.create(graph);
      List<Operand<?>> fed = new ArrayList<>();
      for (NDArray a : inputs) {
        tensors.add(Tensors.of(a));
        // As in training, the batch size is not known to the graph.
        fed.add(
            tf.placeholder(
                Tensors.typeOf(a.dtype()),
                Placeholder.shape(Tensors.shape(a.shape().withBatch(-1)))));
      }
      List<Operand<?>> values = expression.call(tf, fed);
      Output<?>[] gradient =
          graph.addGradients(
              "probe",
              new Output<?>[] {values.get(0).asOutput()},
              new Output<?>[] {fed.get(by).asOutput()},
              null);
      Session.Runner runner = session.runner();
      for (int i = 0; i < tensors.size(); i++) {
        runner.feed(fed.get(i), tensors.get(i));
      }
      values.forEach(runner::fetch);
      runner.fetch(gradient[0]);
      List<NDArray> all = new ArrayList<>();
      try (Result r = runner.run()) {
        for (int i = 0; i <= values.size(); i++) {
          all.add(Tensors.toArray(r.get(i)));
        }
      }
      return all;
    } finally {
      tensors.forEach(Tensor::close);
    }
  }
}
