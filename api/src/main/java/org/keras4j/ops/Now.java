package org.keras4j.ops;

import java.util.List;
import java.util.function.Function;
import org.keras4j.internal.graph.OneShot;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Operand;

/** Computes operations on arrays at once, in a graph of their own. */
final class Now {

  private Now() {}

  /** Computes one result. */
  static NDArray run(Function<KerasOps, Operand<?>> expression) {
    return runAll(k -> List.of(expression.apply(k))).get(0);
  }

  /** Computes several results. */
  static List<NDArray> runAll(Function<KerasOps, List<? extends Operand<?>>> expression) {
    return OneShot.evaluateAll((tf, inputs) -> expression.apply(new KerasOps(tf, inputs)));
  }
}
