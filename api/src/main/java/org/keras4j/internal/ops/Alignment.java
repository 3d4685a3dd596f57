package org.keras4j.internal.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** How Keras brings targets, predictions and weights to the same rank. */
public final class Alignment {

  private Alignment() {}

  /**
   * Two tensors after alignment.
   *
   * @param first the first one
   * @param second the second one
   */
  public record Pair(Operand<TFloat32> first, Operand<TFloat32> second) {}

  /**
   * If the ranks differ by one and the longer shape ends in 1: a tensor of rank 1 gets a trailing
   * axis, otherwise the longer one loses its own.
   */
  public static Pair align(Ops tf, Operand<TFloat32> a, Operand<TFloat32> b) {
    int ra = a.shape().numDimensions();
    int rb = b.shape().numDimensions();
    if (ra == rb + 1 && a.shape().get(ra - 1) == 1) {
      return rb == 1 ? new Pair(a, expand(tf, b)) : new Pair(squeeze(tf, a), b);
    }
    if (rb == ra + 1 && b.shape().get(rb - 1) == 1) {
      return ra == 1 ? new Pair(expand(tf, a), b) : new Pair(a, squeeze(tf, b));
    }
    return new Pair(a, b);
  }

  private static Operand<TFloat32> expand(Ops tf, Operand<TFloat32> x) {
    return tf.expandDims(x, tf.constant(-1));
  }

  private static Operand<TFloat32> squeeze(Ops tf, Operand<TFloat32> x) {
    return tf.squeeze(x, Squeeze.axis(List.of(-1L)));
  }

  /**
   * Returns sample weights that are 0 where a mask says that nothing counts.
   *
   * @param sampleWeight one for each sample or element, or null for 1
   */
  public static Operand<TFloat32> masked(
      Ops tf, Operand<TBool> mask, @Nullable Operand<TFloat32> sampleWeight) {
    return weighted(tf, tf.dtypes.cast(mask, TFloat32.class), sampleWeight);
  }

  /** The same for a mask of zeros and other numbers, by which the weights are multiplied. */
  public static Operand<TFloat32> weighted(
      Ops tf, Operand<TFloat32> valid, @Nullable Operand<TFloat32> sampleWeight) {
    if (sampleWeight == null) {
      return valid;
    }
    Pair aligned = align(tf, valid, spread(tf, sampleWeight, valid));
    return tf.math.mul(aligned.second(), aligned.first());
  }

  /**
   * Gives weights of single samples the axes of the values: {@code (batch)} becomes {@code (batch,
   * 1)} for values {@code (batch, steps)}.
   */
  public static Operand<TFloat32> spread(
      Ops tf, Operand<TFloat32> weights, Operand<TFloat32> values) {
    int missing = values.shape().numDimensions() - weights.shape().numDimensions();
    if (missing < 1
        || weights.shape().numDimensions() == 0
        || (missing == 1 && values.shape().get(values.shape().numDimensions() - 1) == 1)) {
      return weights;
    }
    List<Operand<TInt32>> parts = new ArrayList<>();
    parts.add(tf.shape(weights));
    parts.add(tf.constant(IntStream.generate(() -> 1).limit(missing).toArray()));
    return tf.reshape(weights, tf.concat(parts, tf.constant(0)));
  }

  /** Returns the sum of all elements. */
  public static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> x) {
    return x.shape().numDimensions() == 0 ? x : tf.reduceSum(x, allAxes(tf, x));
  }

  /** Returns the number of elements as a float32 scalar. */
  public static Operand<TFloat32> count(Ops tf, Operand<?> x) {
    return tf.dtypes.cast(tf.size(x), TFloat32.class);
  }

  /** Returns the indices of all axes. */
  public static Operand<TInt32> allAxes(Ops tf, Operand<?> x) {
    int[] axes = new int[x.shape().numDimensions()];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = i;
    }
    return tf.constant(axes);
  }

  /** Repeats a tensor to the shape of another. */
  public static Operand<TFloat32> broadcastLike(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> like) {
    return tf.broadcastTo(x, tf.shape(like));
  }
}
