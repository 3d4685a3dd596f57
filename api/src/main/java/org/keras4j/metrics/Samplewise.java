package org.keras4j.metrics;

import org.jspecify.annotations.Nullable;
import org.keras4j.internal.ops.Alignment;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Values brought down to one a sample, weighted.
 *
 * @param values times weights
 * @param weights one a sample, or null
 */
record Samplewise(Operand<TFloat32> values, @Nullable Operand<TFloat32> weights) {

  /** Reduces all axes from a rank on. */
  @FunctionalInterface
  interface Reduce {
    Operand<TFloat32> beyond(Ops tf, Operand<TFloat32> x, int rank);
  }

  static Samplewise of(
      Ops tf,
      String metric,
      Operand<TFloat32> values,
      @Nullable Operand<TFloat32> sampleWeight,
      Reduce reduce) {
    if (sampleWeight == null) {
      return new Samplewise(reduce.beyond(tf, values, 1), null);
    }
    Alignment.Pair aligned = Alignment.align(tf, values, sampleWeight);
    Operand<TFloat32> w = aligned.second();
    int rank = w.shape().numDimensions();
    if (rank > aligned.first().shape().numDimensions()) {
      throw new IllegalArgumentException(
          "Metric '"
              + metric
              + "' has values of shape "
              + values.shape()
              + ", which sample weights of shape "
              + sampleWeight.shape()
              + " do not fit: give one for each sample, or one for each value");
    }
    Operand<TFloat32> v = reduce.beyond(tf, aligned.first(), rank);
    w = Alignment.broadcastLike(tf, w, v);
    return new Samplewise(reduce.beyond(tf, tf.math.mul(v, w), 1), reduce.beyond(tf, w, 1));
  }
}
