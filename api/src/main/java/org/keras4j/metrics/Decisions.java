package org.keras4j.metrics;

import org.jspecify.annotations.Nullable;
import org.keras4j.internal.ops.Alignment;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Targets, predictions and weights of one batch, prepared for counting.
 *
 * @param labels 0 and 1, shape {@code (n)} or, label by label, {@code (n, labels)}
 * @param predictions of the same shape
 * @param weights of the same shape, or null
 */
record Decisions(
    Operand<TFloat32> labels, Operand<TFloat32> predictions, @Nullable Operand<TFloat32> weights) {

  /**
   * Prepares a batch.
   *
   * @param topK how many predictions of a row may count as yes, or null for any number
   * @param classId the only column that counts, or null for all
   * @param labelWeights one for each column, or null
   * @param byLabel whether columns stay apart
   */
  static Decisions of(
      Ops tf,
      Operand<TFloat32> yTrue,
      Operand<TFloat32> yPred,
      @Nullable Operand<TFloat32> sampleWeight,
      @Nullable Integer topK,
      @Nullable Integer classId,
      double @Nullable [] labelWeights,
      boolean byLabel) {
    Alignment.Pair aligned = Alignment.align(tf, yTrue, yPred);
    Operand<TFloat32> y = aligned.first();
    Operand<TFloat32> p = aligned.second();
    Operand<TFloat32> w = sampleWeight == null ? null : likeTargets(tf, sampleWeight, y);
    if (topK != null) {
      p = largest(tf, p, topK);
    }
    if (classId != null) {
      y = column(tf, y, classId);
      p = column(tf, p, classId);
    }
    if (w != null) {
      w = Alignment.broadcastLike(tf, w, p);
    }
    if (labelWeights != null) {
      Operand<TFloat32> of = Alignment.broadcastLike(tf, floats(tf, labelWeights), p);
      w = w == null ? of : tf.math.mul(w, of);
    }
    Operand<TFloat32> zero = tf.constant(0f);
    Operand<TBool> yes = tf.math.notEqual(y, zero);
    Operand<TFloat32> labels = tf.dtypes.cast(yes, TFloat32.class);
    return byLabel
        ? new Decisions(labels, p, w)
        : new Decisions(flat(tf, labels), flat(tf, p), w == null ? null : flat(tf, w));
  }

  /** Weights of samples get the axes of the targets; weights of elements have them already. */
  private static Operand<TFloat32> likeTargets(
      Ops tf, Operand<TFloat32> weights, Operand<TFloat32> y) {
    Operand<TFloat32> w = weights;
    while (w.shape().numDimensions() < y.shape().numDimensions()) {
      w = tf.expandDims(w, tf.constant(-1));
    }
    return w.shape().numDimensions() == y.shape().numDimensions() + 1
        ? Labels.dropColumn(tf, w)
        : w;
  }

  private static Operand<TFloat32> largest(Ops tf, Operand<TFloat32> p, int k) {
    int width = Math.toIntExact(p.shape().get(p.shape().numDimensions() - 1));
    Operand<TFloat32> chosen =
        tf.reduceSum(
            tf.oneHot(
                tf.nn.topK(p, tf.constant(k), TInt32.class).indices(),
                tf.constant(width),
                tf.constant(1f),
                tf.constant(0f)),
            tf.constant(-2));
    Operand<TFloat32> others = tf.math.sub(tf.constant(1f), chosen);
    return tf.math.add(tf.math.mul(p, chosen), tf.math.mul(tf.constant(Confusion.NEVER), others));
  }

  private static Operand<TFloat32> column(Ops tf, Operand<TFloat32> x, int index) {
    return tf.gather(x, tf.constant(new int[] {index}), tf.constant(-1));
  }

  private static Operand<TFloat32> flat(Ops tf, Operand<TFloat32> x) {
    return tf.reshape(x, tf.constant(new int[] {-1}));
  }

  static Operand<TFloat32> floats(Ops tf, double[] values) {
    float[] f = new float[values.length];
    for (int i = 0; i < f.length; i++) {
      f[i] = (float) values[i];
    }
    return tf.constant(f);
  }
}
