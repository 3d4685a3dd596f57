package org.keras4j.losses;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Numbers;
import org.keras4j.internal.graph.Logits;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** The crossentropies that losses and metrics share. */
final class Crossentropy {

  private static final System.Logger LOG = System.getLogger("org.keras4j");

  private Crossentropy() {}

  /** Returns {@code −Σ y·ln p} over an axis. */
  static Operand<TFloat32> categorical(
      Ops tf, Operand<TFloat32> y, Operand<TFloat32> p, boolean fromLogits, int axis) {
    Operand<TFloat32> logits = logits(p, fromLogits);
    if (logits != null) {
      return softmaxCrossentropy(tf, y, logits, axis);
    }
    return tf.math.neg(
        tf.reduceSum(
            tf.math.mul(y, tf.math.log(normalized(tf, p, axis))), tf.constant(new int[] {axis})));
  }

  /** Divides by the sum over an axis, then clips to [ε, 1 − ε]. */
  static Operand<TFloat32> normalized(Ops tf, Operand<TFloat32> p, int axis) {
    Operand<TFloat32> sum =
        tf.reduceSum(p, tf.constant(new int[] {axis}), ReduceSum.keepDims(true));
    return clip(tf, tf.math.div(p, sum));
  }

  /** Returns the softmax over an axis. */
  static Operand<TFloat32> softmax(Ops tf, Operand<TFloat32> x, int axis) {
    if (axis == -1 || axis == x.shape().numDimensions() - 1) {
      return tf.nn.softmax(x);
    }
    var at = tf.constant(new int[] {axis});
    Operand<TFloat32> e =
        tf.math.exp(tf.math.sub(x, tf.reduceMax(x, at, ReduceMax.keepDims(true))));
    return tf.math.div(e, tf.reduceSum(e, at, ReduceSum.keepDims(true)));
  }

  /** Returns {@code −y·ln p − (1 − y)·ln(1 − p)} for each pair. */
  static Operand<TFloat32> binary(
      Ops tf, Operand<TFloat32> y, Operand<TFloat32> p, boolean fromLogits) {
    Operand<TFloat32> logits = logits(p, fromLogits);
    if (logits != null) {
      return sigmoidCrossentropy(tf, y, logits);
    }
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> clipped = clip(tf, p);
    return tf.math.neg(
        tf.math.add(
            tf.math.mul(y, tf.math.log(clipped)),
            tf.math.mul(tf.math.sub(one, y), tf.math.log(tf.math.sub(one, clipped)))));
  }

  /**
   * The stable formula {@code max(x, 0) − x·y + ln(1 + e^−|x|)}. Written with selections, because
   * the derivative of max and |·| at exactly 0 would be wrong for the whole, and fresh models start
   * there.
   */
  private static Operand<TFloat32> sigmoidCrossentropy(
      Ops tf, Operand<TFloat32> y, Operand<TFloat32> x) {
    Operand<TFloat32> zeros = tf.zerosLike(x);
    Operand<TFloat32> minus = tf.math.neg(x);
    Operand<TBool> positive = tf.math.greaterEqual(x, zeros);
    return tf.math.add(
        tf.math.sub(tf.select(positive, x, zeros), tf.math.mul(x, y)),
        tf.math.log1p(tf.math.exp(tf.select(positive, minus, x))));
  }

  /**
   * Returns {@code −ln p} of the right class, over the last axis.
   *
   * @param labels class numbers as float32, one axis less than the predictions
   */
  static Operand<TFloat32> sparse(
      Ops tf, Operand<TFloat32> labels, Operand<TFloat32> p, boolean fromLogits) {
    Operand<TFloat32> logits = logits(p, fromLogits);
    if (logits == null) {
      logits = tf.math.log(clip(tf, p));
    }
    Operand<TFloat32> oneHot = oneHot(tf, labels, p);
    Operand<TFloat32> loss = softmaxCrossentropy(tf, oneHot, logits, -1);
    // A label that is no class has a row of zeros, which would pass as a perfect prediction.
    Operand<TFloat32> hits = tf.reduceSum(oneHot, tf.constant(new int[] {-1}));
    return tf.select(
        tf.math.greater(hits, tf.constant(0f)),
        loss,
        tf.math.add(tf.zerosLike(loss), tf.constant(Float.NaN)));
  }

  /** Makes class numbers one-hot, as wide as the predictions. */
  static Operand<TFloat32> oneHot(Ops tf, Operand<TFloat32> labels, Operand<TFloat32> p) {
    long classes = p.shape().get(p.shape().numDimensions() - 1);
    if (classes <= 0) {
      throw new IllegalArgumentException(
          "Class numbers need an output with a known number of units; its shape is " + p.shape());
    }
    return tf.oneHot(
        tf.dtypes.cast(labels, TInt64.class),
        tf.constant(Math.toIntExact(classes)),
        tf.constant(1f),
        tf.constant(0f));
  }

  /** Drops the last axis of class numbers if they have as many axes as the predictions. */
  static Operand<TFloat32> squeezeLabels(Ops tf, Operand<TFloat32> y, Operand<TFloat32> p) {
    int rank = y.shape().numDimensions();
    return rank == p.shape().numDimensions() && y.shape().get(rank - 1) == 1
        ? tf.squeeze(y, Squeeze.axis(List.of(-1L)))
        : y;
  }

  /** The fused operation, which wants the classes last and rank 2. */
  private static Operand<TFloat32> softmaxCrossentropy(
      Ops tf, Operand<TFloat32> y, Operand<TFloat32> logits, int axis) {
    int rank = logits.shape().numDimensions();
    int at = axis < 0 ? axis + rank : axis;
    if (at != rank - 1) {
      int[] last =
          IntStream.concat(IntStream.range(0, rank).filter(i -> i != at), IntStream.of(at))
              .toArray();
      return softmaxCrossentropy(
          tf,
          tf.linalg.transpose(y, tf.constant(last)),
          tf.linalg.transpose(logits, tf.constant(last)),
          -1);
    }
    if (rank == 2) {
      return tf.nn.softmaxCrossEntropyWithLogits(logits, y).loss();
    }
    int classes = Math.toIntExact(logits.shape().get(rank - 1));
    var flat = tf.constant(new int[] {-1, classes});
    Operand<TFloat32> loss =
        tf.nn.softmaxCrossEntropyWithLogits(tf.reshape(logits, flat), tf.reshape(y, flat)).loss();
    int[] axes = IntStream.range(0, rank - 1).toArray();
    return tf.reshape(loss, tf.gather(tf.shape(logits), tf.constant(axes), tf.constant(0)));
  }

  /** Clips probabilities to [ε, 1 − ε]. */
  static Operand<TFloat32> clip(Ops tf, Operand<TFloat32> p) {
    float epsilon = (float) Numbers.EPSILON;
    return tf.clipByValue(p, tf.constant(epsilon), tf.constant(1f - epsilon));
  }

  /**
   * Returns logits, if the predictions are that, or else come straight from an operation that makes
   * probabilities of them; otherwise null. As in Keras it may be either of the two: behind a
   * softmax, binary crossentropy takes the softmax's logits for those of a sigmoid.
   */
  private static @Nullable Operand<TFloat32> logits(Operand<TFloat32> p, boolean fromLogits) {
    Operand<TFloat32> behind = Logits.behind(p);
    if (behind != null) {
      if (fromLogits) {
        LOG.log(
            System.Logger.Level.WARNING,
            "A loss with fromLogits(true) gets the output of a {0}; its input is used",
            p.op().type());
      }
      return behind;
    }
    return fromLogits ? p : null;
  }

  /** Whole numbers other than 0 and 1 are class numbers or pixels, not yes and no. */
  static @Nullable String binaryLabelProblem(NDArray y) {
    if (y.dtype().isFloating() || (y.min() >= 0 && y.max() <= 1)) {
      return null;
    }
    return "needs targets from 0 to 1; received whole numbers from "
        + (long) y.min()
        + " to "
        + (long) y.max()
        + ". For class numbers use sparse_categorical_crossentropy";
  }
}
