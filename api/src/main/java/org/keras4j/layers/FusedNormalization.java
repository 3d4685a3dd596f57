package org.keras4j.layers;

import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;

/**
 * Batch normalization by TensorFlow's fused operation, for any rank and axis: the features are
 * brought to the end, and other ranks are seen as images.
 */
final class FusedNormalization {

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

  FusedNormalization(
      Ops tf, int axis, int features, Operand<TFloat32> gamma, Operand<TFloat32> beta) {
    this.tf = tf;
    this.axis = axis;
    this.features = features;
    this.gamma = gamma;
    this.beta = beta;
  }

  /** Normalizes by the mean and the variance of the batch. */
  Batch byBatch(Operand<TFloat32> x, double epsilon) {
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

  /** Normalizes by a given mean and variance. */
  Operand<TFloat32> byStatistics(
      Operand<TFloat32> x, Operand<TFloat32> mean, Operand<TFloat32> variance, double epsilon) {
    var op =
        tf.nn.fusedBatchNorm(
            asImages(x),
            gamma,
            beta,
            mean,
            variance,
            FusedBatchNorm.epsilon((float) epsilon),
            FusedBatchNorm.isTraining(false));
    return asBefore(op.y(), x);
  }

  private Operand<TFloat32> asImages(Operand<TFloat32> x) {
    Operand<TFloat32> last = exchanged(x);
    return x.shape().numDimensions() == 4
        ? last
        : tf.reshape(last, tf.constant(new int[] {-1, 1, 1, features}));
  }

  private Operand<TFloat32> asBefore(Operand<TFloat32> y, Operand<TFloat32> x) {
    int rank = x.shape().numDimensions();
    if (rank == 4) {
      return exchanged(y);
    }
    long[] dims = x.shape().asArray();
    int a = positive(rank);
    dims[a] = dims[rank - 1];
    dims[rank - 1] = features;
    Operand<TFloat32> last =
        a == rank - 1 ? Reshapes.to(tf, y, x, dims) : tf.reshape(y, tf.shape(exchanged(x)));
    return exchanged(last);
  }

  /** Exchanges the features' axis with the last one; doing it twice undoes it. */
  private Operand<TFloat32> exchanged(Operand<TFloat32> x) {
    int rank = x.shape().numDimensions();
    int a = positive(rank);
    if (a == rank - 1) {
      return x;
    }
    int[] order = IntStream.range(0, rank).toArray();
    order[a] = rank - 1;
    order[rank - 1] = a;
    return tf.linalg.transpose(x, tf.constant(order));
  }

  private int positive(int rank) {
    return axis < 0 ? axis + rank : axis;
  }
}
