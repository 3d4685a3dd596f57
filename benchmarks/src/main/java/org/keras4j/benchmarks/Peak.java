package org.keras4j.benchmarks;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/** What this machine reaches at best: a large product of matrices by TensorFlow. */
final class Peak {

  private static final int N = 2048;
  private static final int TIMES = 15;

  private Peak() {}

  /** Returns the best rate in GFLOP/s, float32, all cores. */
  static double measure() {
    double best = Double.MAX_VALUE;
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      // Drawn at run time, so that nothing is computed in advance.
      Operand<TFloat32> a = matrix(tf);
      Operand<TFloat32> b = matrix(tf);
      var handle = tf.varHandleOp(TFloat32.class, Shape.of(N, N), VarHandleOp.sharedName("a"));
      var other = tf.varHandleOp(TFloat32.class, Shape.of(N, N), VarHandleOp.sharedName("b"));
      session.run(tf.assignVariableOp(handle, a));
      session.run(tf.assignVariableOp(other, b));
      var product =
          tf.linalg.matMul(
              tf.readVariableOp(handle, TFloat32.class), tf.readVariableOp(other, TFloat32.class));
      for (int i = 0; i < TIMES; i++) {
        long start = System.nanoTime();
        session.runner().addTarget(product.op()).run().close();
        best = Math.min(best, (System.nanoTime() - start) / 1e9);
      }
    }
    return 2. * N * N * N / best / 1e9;
  }

  private static Operand<TFloat32> matrix(Ops tf) {
    return tf.random.randomUniform(tf.constant(new int[] {N, N}), TFloat32.class);
  }
}
