package org.keras4j.internal.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Computes one value in a graph of its own, for what is needed outside any model. */
public final class OneShot {

  private OneShot() {}

  /** A function of a scalar. */
  @FunctionalInterface
  public interface ScalarFunction {
    /** Adds it to a graph. */
    Operand<TFloat32> call(Ops tf, Operand<TFloat32> x);
  }

  /** Builds the function once and runs it for each of the arguments. */
  public static double[] map(ScalarFunction function, float... arguments) {
    NativeRuntime.ensureLoaded();
    double[] values = new double[arguments.length];
    try (Graph graph = new Graph();
        Session session = new Session(graph, SessionSettings.plain())) {
      Ops tf = GraphOps.of(graph);
      Operand<TFloat32> x =
          tf.placeholder(TFloat32.class, Placeholder.shape(org.tensorflow.ndarray.Shape.scalar()));
      Operand<TFloat32> y = function.call(tf, x);
      for (int i = 0; i < arguments.length; i++) {
        try (TFloat32 argument = TFloat32.scalarOf(arguments[i]);
            Result result = session.runner().feed(x, argument).fetch(y).run()) {
          values[i] = ((TFloat32) result.get(0)).getFloat();
        }
      }
    }
    return values;
  }

  /** Builds the expression, runs it once and returns its value. */
  public static NDArray evaluate(Function<Ops, Operand<?>> expression) {
    NativeRuntime.ensureLoaded();
    try (Graph graph = new Graph();
        Session session = new Session(graph, SessionSettings.plain())) {
      Operand<?> value = expression.apply(GraphOps.of(graph));
      try (Result result = session.runner().fetch(value).run()) {
        return Tensors.toArray(result.get(0));
      }
    }
  }

  /** An expression of arrays. */
  @FunctionalInterface
  public interface Expression {
    /**
     * Adds it to a graph.
     *
     * @param inputs turns arrays into operands of their types
     */
    List<? extends Operand<?>> call(Ops tf, Function<NDArray, Operand<?>> inputs);
  }

  /** Builds the expression, runs it once and returns its values. */
  public static List<NDArray> evaluateAll(Expression expression) {
    NativeRuntime.ensureLoaded();
    List<Tensor> tensors = new ArrayList<>();
    List<Operand<?>> operands = new ArrayList<>();
    try (Graph graph = new Graph();
        Session session = new Session(graph, SessionSettings.plain())) {
      Ops tf = GraphOps.of(graph);
      List<? extends Operand<?>> values =
          expression.call(
              tf,
              array -> {
                tensors.add(Tensors.of(array));
                Operand<?> fed =
                    tf.placeholder(
                        Tensors.typeOf(array.dtype()),
                        Placeholder.shape(Tensors.shape(array.shape())));
                operands.add(fed);
                return fed;
              });
      return run(session, operands, tensors, Step.fetchable(tf, List.copyOf(values), operands));
    } finally {
      tensors.forEach(Tensor::close);
    }
  }

  private static List<NDArray> run(
      Session session,
      List<Operand<?>> operands,
      List<Tensor> tensors,
      List<? extends Operand<?>> values) {
    Session.Runner runner = session.runner();
    for (int i = 0; i < tensors.size(); i++) {
      runner.feed(operands.get(i), tensors.get(i));
    }
    values.forEach(runner::fetch);
    List<NDArray> arrays = new ArrayList<>();
    if (values.isEmpty()) {
      return arrays;
    }
    try (Result result = runner.run()) {
      for (int i = 0; i < values.size(); i++) {
        arrays.add(Tensors.toArray(result.get(i)));
      }
    }
    return arrays;
  }
}
