package org.keras4j.internal.engine;

import java.util.function.Function;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;

/** Computes one value in a graph of its own, for what is needed outside any model. */
public final class OneShot {

  private OneShot() {}

  /** Builds the expression, runs it once and returns its value. */
  public static NDArray evaluate(Function<Ops, Operand<?>> expression) {
    NativeRuntime.ensureLoaded();
    try (Graph graph = new Graph();
        Session session = new Session(graph, SessionSettings.plain())) {
      Operand<?> value = expression.apply(Ops.create(graph));
      try (Result result = session.runner().fetch(value).run()) {
        return Tensors.toArray(result.get(0));
      }
    }
  }
}
