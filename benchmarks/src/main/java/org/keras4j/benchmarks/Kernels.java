package org.keras4j.benchmarks;

import java.util.Arrays;
import org.keras4j.Sequential;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/** A graph and its session to time single operations of TensorFlow in. */
final class Kernels implements AutoCloseable {

  final Ops tf;
  final Session session;
  private final Graph graph = new Graph();

  Kernels() {
    session = new Session(graph);
    tf = Ops.create(graph);
  }

  /** Has the library load TensorFlow, with the kernels it chooses; before the first graph. */
  static void load() {
    try (Sequential m = Networks.of("mlp16")) {
      m.predict(NDArray.zeros(1, 28, 28, 1), o -> o.verbose(0));
    }
  }

  /**
   * Makes a variable of random numbers, drawn once: what is constant could be computed in advance.
   *
   * @param name its own, else all would be one variable
   */
  VarHandleOp variable(String name, int... shape) {
    VarHandleOp handle =
        tf.varHandleOp(
            TFloat32.class,
            Shape.of(Arrays.stream(shape).asLongStream().toArray()),
            VarHandleOp.sharedName(name));
    session.run(
        tf.assignVariableOp(handle, tf.random.randomUniform(tf.constant(shape), TFloat32.class)));
    return handle;
  }

  /** Returns the value of such a variable. */
  Operand<TFloat32> value(String name, int... shape) {
    return tf.readVariableOp(variable(name, shape), TFloat32.class);
  }

  /** Runs an operation and returns the seconds it took. */
  double run(Op op) {
    long start = System.nanoTime();
    session.runner().addTarget(op).run().close();
    return (System.nanoTime() - start) / 1e9;
  }

  /** Runs an operation several times and returns the seconds of the fastest. */
  double best(Op op, int times) {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < times; i++) {
      best = Math.min(best, run(op));
    }
    return best;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
