package org.keras4j.losses;

import org.jspecify.annotations.Nullable;
import org.keras4j.internal.ops.Alignment;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** How values, masks and sample weights become a loss. */
final class Weighting {

  private Weighting() {}

  static Operand<TFloat32> reduce(
      Ops tf,
      Operand<TFloat32> values,
      @Nullable Operand<TBool> mask,
      @Nullable Operand<TFloat32> sampleWeight,
      Reduction reduction) {
    Operand<TFloat32> weights = weights(tf, mask, sampleWeight, reduction);
    Operand<TFloat32> weighted = values;
    if (weights != null) {
      Alignment.Pair aligned = Alignment.align(tf, values, Alignment.spread(tf, weights, values));
      weights = aligned.second();
      weighted = tf.math.mul(aligned.first(), weights);
    }
    if (reduction == Reduction.NONE || weighted.shape().numDimensions() == 0) {
      return weighted;
    }
    Operand<TFloat32> sum = Alignment.sum(tf, weighted);
    return switch (reduction) {
      case SUM, NONE -> sum;
      case SUM_OVER_BATCH_SIZE, MEAN -> tf.math.divNoNan(sum, Alignment.count(tf, weighted));
      case MEAN_WITH_SAMPLE_WEIGHT ->
          tf.math.divNoNan(
              sum, weights == null ? Alignment.count(tf, weighted) : Alignment.sum(tf, weights));
    };
  }

  private static @Nullable Operand<TFloat32> weights(
      Ops tf,
      @Nullable Operand<TBool> mask,
      @Nullable Operand<TFloat32> sampleWeight,
      Reduction reduction) {
    if (mask == null) {
      return sampleWeight;
    }
    Operand<TFloat32> valid = tf.dtypes.cast(mask, TFloat32.class);
    if (reduction == Reduction.SUM_OVER_BATCH_SIZE || reduction == Reduction.MEAN) {
      // The mean over all values becomes the mean over the valid ones.
      valid =
          tf.math.mul(
              valid, tf.math.divNoNan(Alignment.count(tf, valid), Alignment.sum(tf, valid)));
    }
    return Alignment.weighted(tf, valid, sampleWeight);
  }

  /** Returns where both masks let elements count; null stands for all. */
  static @Nullable Operand<TBool> both(
      Ops tf, @Nullable Operand<TBool> a, @Nullable Operand<TBool> b) {
    return a == null ? b : b == null ? a : tf.math.logicalAnd(a, b);
  }
}
