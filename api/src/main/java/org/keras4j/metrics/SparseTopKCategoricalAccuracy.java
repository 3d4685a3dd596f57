package org.keras4j.metrics;

import org.keras4j.core.Config;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceAny;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * How often fewer than k predictions are larger than that of the right class: Keras's {@code
 * SparseTopKCategoricalAccuracy}. Targets are class numbers.
 */
public final class SparseTopKCategoricalAccuracy extends TopK<SparseTopKCategoricalAccuracy> {

  private boolean fromSortedIds;

  /** Makes the metric with k = 5. */
  public SparseTopKCategoricalAccuracy() {
    this(5);
  }

  /**
   * Makes the metric.
   *
   * @param k at least 1
   */
  public SparseTopKCategoricalAccuracy(int k) {
    super(k);
  }

  /**
   * Sets whether predictions are class numbers, the most probable first, rather than probabilities.
   * By default false.
   */
  public SparseTopKCategoricalAccuracy fromSortedIds(boolean value) {
    fromSortedIds = value;
    return this;
  }

  @Override
  void checkShapes(Shape yTrue, Shape yPred) {
    Labels.requireClassNumbers(this, "top_k_categorical_accuracy", yTrue, yPred);
  }

  @Override
  protected Operand<TFloat32> values(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    if (!fromSortedIds) {
      return hits(tf, tf.dtypes.cast(yTrue, TInt32.class), yPred);
    }
    long width = yPred.shape().get(yPred.shape().numDimensions() - 1);
    Operand<TFloat32> rows = tf.reshape(yPred, tf.constant(new long[] {-1, width}));
    Operand<TFloat32> first =
        tf.slice(
            rows,
            tf.constant(new int[] {0, 0}),
            tf.constant(new int[] {-1, (int) Math.min(k(), width)}));
    Operand<TFloat32> labels = tf.reshape(yTrue, tf.constant(new int[] {-1, 1}));
    Operand<TFloat32> hits =
        tf.dtypes.cast(
            tf.reduceAny(tf.math.equal(labels, first), tf.constant(1), ReduceAny.keepDims(false)),
            TFloat32.class);
    return tf.reshape(hits, tf.shape(yTrue));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    // Keras writes it only if it is set.
    if (c.isReading() || fromSortedIds) {
      c.flag("from_sorted_ids", fromSortedIds, this::fromSortedIds);
    }
  }
}
