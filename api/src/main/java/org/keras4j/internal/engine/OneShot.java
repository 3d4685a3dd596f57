package org.keras4j.internal.engine;

import java.util.function.Function;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
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
}
