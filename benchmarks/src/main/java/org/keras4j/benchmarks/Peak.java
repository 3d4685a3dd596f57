package org.keras4j.benchmarks;

/** What this machine reaches at best: a large product of matrices by TensorFlow. */
final class Peak {

  private static final int N = 2048;
  private static final int TIMES = 15;

  private Peak() {}

  /** Returns the best rate in GFLOP/s, float32, all cores. */
  static double measure() {
    try (Kernels k = new Kernels()) {
      var product = k.tf.linalg.matMul(k.value("a", N, N), k.value("b", N, N));
      return 2. * N * N * N / k.best(product, TIMES) / 1e9;
    }
  }
}
