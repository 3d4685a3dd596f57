package org.keras4j.losses;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
      Alignment.Pair aligned = Alignment.align(tf, values, spread(tf, weights, values));
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
    return product(tf, valid, sampleWeight);
  }

  /** Returns sample weights that are 0 where a mask says that nothing counts. */
  private static Operand<TFloat32> product(
      Ops tf, Operand<TFloat32> valid, @Nullable Operand<TFloat32> sampleWeight) {
    if (sampleWeight == null) {
      return valid;
    }
    Alignment.Pair aligned = Alignment.align(tf, valid, spread(tf, sampleWeight, valid));
    return tf.math.mul(aligned.second(), aligned.first());
  }

  /** Returns sample weights that are 0 where a mask says that nothing counts. */
  static Operand<TFloat32> masked(
      Ops tf, Operand<TBool> mask, @Nullable Operand<TFloat32> sampleWeight) {
    return product(tf, tf.dtypes.cast(mask, TFloat32.class), sampleWeight);
  }

  /** Returns where both masks let elements count; null stands for all. */
  static @Nullable Operand<TBool> both(
      Ops tf, @Nullable Operand<TBool> a, @Nullable Operand<TBool> b) {
    return a == null ? b : b == null ? a : tf.math.logicalAnd(a, b);
  }

  /**
   * Gives weights of single samples the axes of the values: {@code (batch)} becomes {@code (batch,
   * 1)} for values {@code (batch, steps)}.
   */
  private static Operand<TFloat32> spread(
      Ops tf, Operand<TFloat32> weights, Operand<TFloat32> values) {
    int missing = values.shape().numDimensions() - weights.shape().numDimensions();
    if (missing < 1
        || weights.shape().numDimensions() == 0
        || (missing == 1 && values.shape().get(values.shape().numDimensions() - 1) == 1)) {
      return weights;
    }
    List<Operand<org.tensorflow.types.TInt32>> parts = new ArrayList<>();
    parts.add(tf.shape(weights));
    parts.add(tf.constant(java.util.stream.IntStream.generate(() -> 1).limit(missing).toArray()));
    return tf.reshape(weights, tf.concat(parts, tf.constant(0)));
  }
}
