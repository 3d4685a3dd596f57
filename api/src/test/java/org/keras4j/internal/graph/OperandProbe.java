package org.keras4j.internal.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Runs an expression of operands as training would, with the gradients by its float32 inputs. */
public final class OperandProbe {

  /** What to compute; the first result is differentiated. */
  @FunctionalInterface
  public interface Expression {
    /** Adds it to a graph. */
    List<? extends Operand<?>> call(Ops tf, List<Operand<?>> inputs);
  }

  private OperandProbe() {}

  /**
   * Returns the values, then the gradients of the first one.
   *
   * @param openBatch whether the graph does not know the size of the first axes
   * @param dy null for no gradients
   */
  public static List<NDArray> run(
      Expression expression, List<NDArray> inputs, boolean openBatch, @Nullable NDArray dy) {
    NativeRuntime.ensureLoaded();
    List<Tensor> tensors = new ArrayList<>();
    try (Graph graph = new Graph();
        Session session = new Session(graph, SessionSettings.plain())) {
      Ops tf = GraphOps.differentiable(graph);
      List<Operand<?>> fed = new ArrayList<>();
      List<Output<?>> wrt = new ArrayList<>();
      for (NDArray a : inputs) {
        tensors.add(Tensors.of(a));
        boolean open = openBatch && a.rank() > 0;
        Operand<?> x =
            tf.placeholder(
                Tensors.typeOf(a.dtype()),
                Placeholder.shape(Tensors.shape(open ? a.shape().withBatch(-1) : a.shape())));
        fed.add(x);
        if (x.type() == TFloat32.class) {
          wrt.add(x.asOutput());
        }
      }
      List<Operand<?>> fetched = new ArrayList<>(expression.call(tf, fed));
      if (dy != null) {
        Output<?> cotangent =
            tf.reshape(tf.constant(dy.toFloatArray()), tf.constant(dy.shape().asArray()))
                .asOutput();
        Output<?>[] gradients =
            graph.addGradients(
                "probe",
                new Output<?>[] {fetched.get(0).asOutput()},
                wrt.toArray(new Output<?>[0]),
                new Output<?>[] {cotangent});
        for (int i = 0; i < gradients.length; i++) {
          fetched.add(exists(gradients[i]) ? gradients[i] : tf.zerosLike(wrt.get(i)));
        }
      }
      Session.Runner runner = session.runner();
      for (int i = 0; i < tensors.size(); i++) {
        runner.feed(fed.get(i), tensors.get(i));
      }
      Step.fetchable(tf, fetched, fed).forEach(runner::fetch);
      List<NDArray> all = new ArrayList<>();
      try (Result r = runner.run()) {
        for (int i = 0; i < fetched.size(); i++) {
          all.add(Tensors.toArray(r.get(i)));
        }
      }
      return all;
    } finally {
      tensors.forEach(Tensor::close);
    }
  }

  private static boolean exists(Output<?> gradient) {
    try {
      return !gradient.op().type().isEmpty();
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
