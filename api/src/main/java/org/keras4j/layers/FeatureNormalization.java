package org.keras4j.layers;

import java.util.stream.IntStream;
import org.keras4j.ops.KerasOps;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * Normalization of each feature, for any rank and axis: the features are brought to the end.
 *
 * <p>TensorFlow's fused operation adds all values of a feature one after the other in float32, so
 * the sum of many values far from 0 loses its digits. It is therefore given the distances from a
 * mean that was taken axis by axis, whose sums are short. Where there are few features it is slower
 * than separate operations besides, and those are used.
 */
final class FeatureNormalization {

  /** Below this number of features the fused operation fills no vector register. */
  private static final int FEW = 4;

  /**
   * What normalization by the batch gives.
   *
   * @param output the normalized input
   * @param mean of each feature
   * @param variance of each feature, biased: divided by the number of values
   */
  record Batch(Operand<TFloat32> output, Operand<TFloat32> mean, Operand<TFloat32> variance) {}

  private final Ops tf;
  private final int axis;
  private final int features;
  private final Operand<TFloat32> gamma;
  private final Operand<TFloat32> beta;

  FeatureNormalization(
      Ops tf, int axis, int features, Operand<TFloat32> gamma, Operand<TFloat32> beta) {
    this.tf = tf;
    this.axis = axis;
    this.features = features;
    this.gamma = gamma;
    this.beta = beta;
  }

  /** Normalizes by the mean and the variance of the batch. */
  Batch byBatch(Operand<TFloat32> x, double epsilon) {
    Operand<TFloat32> last = exchanged(x);
    // No gradient: what is subtracted from all values of a feature does not change the result.
    Operand<TFloat32> shift = tf.stopGradient(mean(last));
    Operand<TFloat32> near = tf.math.sub(last, shift);
    Batch batch = features < FEW ? separate(near, epsilon) : fused(near, epsilon);
    return new Batch(exchanged(batch.output), tf.math.add(shift, batch.mean), batch.variance);
  }

  private Batch fused(Operand<TFloat32> x, double epsilon) {
    Operand<TFloat32> none = tf.constant(new float[0]);
    var op =
        tf.nn.fusedBatchNorm(
            asImages(x), gamma, beta, none, none, FusedBatchNorm.epsilon((float) epsilon));
    // The operation divides by n - 1 (by 1 for n = 1); Keras's moving variance divides by n.
    Operand<TFloat32> n =
        tf.dtypes.cast(tf.math.div(tf.size(x), tf.constant(features)), TFloat32.class);
    Operand<TFloat32> biased =
        tf.math.div(tf.math.maximum(tf.math.sub(n, tf.constant(1f)), tf.constant(1f)), n);
    return new Batch(asBefore(op.y(), x), op.batchMean(), tf.math.mul(op.batchVariance(), biased));
  }

  private Batch separate(Operand<TFloat32> x, double epsilon) {
    Operand<TFloat32> mean = mean(x);
    Operand<TFloat32> centred = tf.math.sub(x, mean);
    Operand<TFloat32> variance = mean(tf.math.square(centred));
    return new Batch(scaled(centred, variance, epsilon), mean, variance);
  }

  /** Returns the mean of each feature, the last axis, taken over one axis after the other. */
  private Operand<TFloat32> mean(Operand<TFloat32> x) {
    Operand<TFloat32> mean = x;
    for (int rank = x.shape().numDimensions(); rank > 2; rank--) {
      mean = tf.math.mean(mean, tf.constant(1));
    }
    return tf.math.mean(mean, tf.constant(0));
  }

  /** Normalizes by the mean and the variance of what a mask lets count. */
  Batch byMaskedBatch(Operand<TFloat32> x, Operand<TBool> mask, double epsilon) {
    Operand<TBool> valid =
        exchanged(
            tf.math.logicalOr(
                tf.expandDims(mask, tf.constant(-1)), tf.fill(tf.shape(x), tf.constant(false))));
    Operand<TFloat32> last = exchanged(x);
    Operand<TInt32> axes = tf.constant(IntStream.range(0, x.shape().numDimensions() - 1).toArray());
    // Keras's own small number, which keeps a batch in which nothing counts from dividing by 0.
    Operand<TFloat32> n =
        tf.math.add(tf.reduceSum(tf.dtypes.cast(valid, TFloat32.class), axes), tf.constant(1e-7f));
    Operand<TFloat32> zeros = tf.zerosLike(last);
    Operand<TFloat32> mean = tf.math.div(tf.reduceSum(tf.select(valid, last, zeros), axes), n);
    Operand<TFloat32> centred = tf.math.sub(last, mean);
    Operand<TFloat32> variance =
        tf.math.div(tf.reduceSum(tf.math.square(tf.select(valid, centred, zeros)), axes), n);
    return new Batch(exchanged(scaled(centred, variance, epsilon)), mean, variance);
  }

  private Operand<TFloat32> scaled(
      Operand<TFloat32> centred, Operand<TFloat32> variance, double epsilon) {
    Operand<TFloat32> factor =
        tf.math.mul(tf.math.rsqrt(tf.math.add(variance, tf.constant((float) epsilon))), gamma);
    return tf.math.add(tf.math.mul(centred, factor), beta);
  }

  /** Normalizes by a given mean and variance. */
  Operand<TFloat32> byStatistics(
      Operand<TFloat32> x, Operand<TFloat32> mean, Operand<TFloat32> variance, double epsilon) {
    Operand<TFloat32> last = exchanged(x);
    var op =
        tf.nn.fusedBatchNorm(
            asImages(last),
            gamma,
            beta,
            mean,
            variance,
            FusedBatchNorm.epsilon((float) epsilon),
            FusedBatchNorm.isTraining(false));
    return exchanged(asBefore(op.y(), last));
  }

  private Operand<TFloat32> asImages(Operand<TFloat32> last) {
    return last.shape().numDimensions() == 4
        ? last
        : tf.reshape(last, tf.constant(new int[] {-1, 1, 1, features}));
  }

  private Operand<TFloat32> asBefore(Operand<TFloat32> images, Operand<TFloat32> last) {
    return last.shape().numDimensions() == 4
        ? images
        : KerasOps.of(tf).reshapeLike(images, last, last.shape().asArray());
  }

  /** Exchanges the features' axis with the last one; doing it twice undoes it. */
  private <T extends TType> Operand<T> exchanged(Operand<T> x) {
    int rank = x.shape().numDimensions();
    int a = axis < 0 ? axis + rank : axis;
    if (a == rank - 1) {
      return x;
    }
    int[] order = IntStream.range(0, rank).toArray();
    order[a] = rank - 1;
    order[rank - 1] = a;
    return tf.linalg.transpose(x, tf.constant(order));
  }
}
