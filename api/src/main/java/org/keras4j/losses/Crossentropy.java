package org.keras4j.losses;

import org.jspecify.annotations.Nullable;
import org.keras4j.Keras;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/** The crossentropies that losses and metrics share. */
final class Crossentropy {

  private Crossentropy() {}

  /** Returns {@code −Σ y·ln p} over the last axis. */
  static Operand<TFloat32> categorical(
      Ops tf, Operand<TFloat32> y, Operand<TFloat32> p, boolean fromLogits) {
    Operand<TFloat32> logits = fromLogits ? p : inputOf("Softmax", p);
    if (logits != null) {
      return softmaxCrossentropy(tf, y, logits);
    }
    Operand<TFloat32> last = p;
    Operand<TFloat32> sum =
        tf.reduceSum(last, tf.constant(new int[] {-1}), ReduceSum.keepDims(true));
    Operand<TFloat32> clipped = clip(tf, tf.math.div(p, sum));
    return tf.math.neg(
        tf.reduceSum(tf.math.mul(y, tf.math.log(clipped)), tf.constant(new int[] {-1})));
  }

  /** The fused operation, which wants rank 2. */
  static Operand<TFloat32> softmaxCrossentropy(
      Ops tf, Operand<TFloat32> y, Operand<TFloat32> logits) {
    int rank = logits.shape().numDimensions();
    if (rank == 2) {
      return tf.nn.softmaxCrossEntropyWithLogits(logits, y).loss();
    }
    int classes = Math.toIntExact(logits.shape().get(rank - 1));
    var flat = tf.constant(new int[] {-1, classes});
    Operand<TFloat32> loss =
        tf.nn.softmaxCrossEntropyWithLogits(tf.reshape(logits, flat), tf.reshape(y, flat)).loss();
    int[] axes = java.util.stream.IntStream.range(0, rank - 1).toArray();
    return tf.reshape(loss, tf.gather(tf.shape(logits), tf.constant(axes), tf.constant(0)));
  }

  /** Clips probabilities to [ε, 1 − ε]. */
  static Operand<TFloat32> clip(Ops tf, Operand<TFloat32> p) {
    float epsilon = (float) Keras.EPSILON;
    return tf.clipByValue(p, tf.constant(epsilon), tf.constant(1f - epsilon));
  }

  /** Returns the input of the operation that made {@code p} if it is of this type, else null. */
  @SuppressWarnings("unchecked")
  static @Nullable Operand<TFloat32> inputOf(String type, Operand<TFloat32> p) {
    return p.op() instanceof GraphOperation op && op.type().equals(type)
        ? (Operand<TFloat32>) op.inputs().get(0)
        : null;
  }
}
