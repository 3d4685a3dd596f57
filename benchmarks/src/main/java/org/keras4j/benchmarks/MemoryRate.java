package org.keras4j.benchmarks;

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
    try (Kernels k = new Kernels()) {
      var add = k.tf.assignAddVariableOp(k.variable("sum", N), k.value("other", N));
      return 3. * Float.BYTES * N / k.best(add, TIMES) / 1e9;
    }
  }
}
