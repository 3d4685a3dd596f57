package org.keras4j.benchmarks;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/**
 * How fast this machine's memory is at best, when TensorFlow adds one large array to another with
 * all cores: two are read and one is written.
 */
final class MemoryRate {

  /** 128 MB each: no cache holds them. */
  private static final int N = 32 << 20;

  private static final int TIMES = 15;

  private MemoryRate() {}

  /** Returns the best rate in GB/s, what is read and what is written added together. */
  static double measure() {
    double best = Double.MAX_VALUE;
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> zeros = tf.zeros(tf.constant(new int[] {N}), TFloat32.class);
      var sum = tf.varHandleOp(TFloat32.class, Shape.of(N), VarHandleOp.sharedName("sum"));
      var other = tf.varHandleOp(TFloat32.class, Shape.of(N), VarHandleOp.sharedName("other"));
      session.run(tf.assignVariableOp(sum, zeros));
      session.run(tf.assignVariableOp(other, zeros));
      var add = tf.assignAddVariableOp(sum, tf.readVariableOp(other, TFloat32.class));
      for (int i = 0; i < TIMES; i++) {
        long start = System.nanoTime();
        session.runner().addTarget(add.op()).run().close();
        best = Math.min(best, (System.nanoTime() - start) / 1e9);
      }
    }
    return 3. * Float.BYTES * N / best / 1e9;
  }
}
