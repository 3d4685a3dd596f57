package org.keras4j.ops;

import java.util.List;
import org.keras4j.internal.Numbers;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.OneHot;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/** Operations that are at home in networks. */
abstract class NeuralOps extends ProductOps {

  NeuralOps(Ops tf, boolean dynamic) {
    super(tf, dynamic);
  }

  /** Returns {@code max(x, 0)}. */
  public Operand<TFloat32> relu(Operand<?> x) {
    return tf.nn.relu(floating(x));
  }

  /** Computes {@link #relu(Operand)} of an array. */
  public static NDArray relu(NDArray x) {
    return Now.run(k -> k.relu(k.in(x)));
  }

  /** Returns {@code min(max(x, 0), 6)}. */
  public Operand<TFloat32> relu6(Operand<?> x) {
    return tf.nn.relu6(floating(x));
  }

  /** Computes {@link #relu6(Operand)} of an array. */
  public static NDArray relu6(NDArray x) {
    return Now.run(k -> k.relu6(k.in(x)));
  }

  /** Returns {@code x} above 0, {@code negativeSlope·x} below. */
  public Operand<TFloat32> leakyRelu(Operand<?> x, double negativeSlope) {
    return tf.nn.leakyRelu(floating(x), LeakyRelu.alpha((float) negativeSlope));
  }

  /** Computes {@link #leakyRelu(Operand, double)} of an array. */
  public static NDArray leakyRelu(NDArray x, double negativeSlope) {
    return Now.run(k -> k.leakyRelu(k.in(x), negativeSlope));
  }

  /** Returns {@code x} above 0, {@code eˣ − 1} below. */
  public Operand<TFloat32> elu(Operand<?> x) {
    return tf.nn.elu(floating(x));
  }

  /** Computes {@link #elu(Operand)} of an array. */
  public static NDArray elu(NDArray x) {
    return Now.run(k -> k.elu(k.in(x)));
  }

  /** Returns {@code λ·elu(x)} with {@code α = 1.6732632}, {@code λ = 1.0507010}. */
  public Operand<TFloat32> selu(Operand<?> x) {
    return tf.nn.selu(floating(x));
  }

  /** Computes {@link #selu(Operand)} of an array. */
  public static NDArray selu(NDArray x) {
    return Now.run(k -> k.selu(k.in(x)));
  }

  /** Returns {@code 1 / (1 + e⁻ˣ)}. */
  public Operand<TFloat32> sigmoid(Operand<?> x) {
    return tf.math.sigmoid(floating(x));
  }

  /** Computes {@link #sigmoid(Operand)} of an array. */
  public static NDArray sigmoid(NDArray x) {
    return Now.run(k -> k.sigmoid(k.in(x)));
  }

  /** Returns {@code ln(1 + eˣ)}. */
  public Operand<TFloat32> softplus(Operand<?> x) {
    return tf.math.softplus(floating(x));
  }

  /** Computes {@link #softplus(Operand)} of an array. */
  public static NDArray softplus(NDArray x) {
    return Now.run(k -> k.softplus(k.in(x)));
  }

  /** Returns {@code x / (1 + |x|)}. */
  public Operand<TFloat32> softsign(Operand<?> x) {
    return tf.nn.softsign(floating(x));
  }

  /** Computes {@link #softsign(Operand)} of an array. */
  public static NDArray softsign(NDArray x) {
    return Now.run(k -> k.softsign(k.in(x)));
  }

  /** Returns {@code x·sigmoid(x)}, also called swish. */
  public Operand<TFloat32> silu(Operand<?> x) {
    Operand<TFloat32> f = floating(x);
    return tf.math.mul(f, tf.math.sigmoid(f));
  }

  /** Computes {@link #silu(Operand)} of an array. */
  public static NDArray silu(NDArray x) {
    return Now.run(k -> k.silu(k.in(x)));
  }

  /** Returns {@code ln sigmoid(x)}. */
  public Operand<TFloat32> logSigmoid(Operand<?> x) {
    return tf.math.neg(tf.math.softplus(tf.math.neg(floating(x))));
  }

  /** Computes {@link #logSigmoid(Operand)} of an array. */
  public static NDArray logSigmoid(NDArray x) {
    return Now.run(k -> k.logSigmoid(k.in(x)));
  }

  /** Returns {@code eˣ / Σ eˣ} over the last axis. */
  public Operand<TFloat32> softmax(Operand<?> x) {
    return softmax(x, -1);
  }

  /** Returns {@code eˣ / Σ eˣ} over an axis. */
  public Operand<TFloat32> softmax(Operand<?> x, int axis) {
    return onLast(floating(x), axis, "softmax", tf.nn::softmax);
  }

  /** Computes {@link #softmax(Operand)} of an array. */
  public static NDArray softmax(NDArray x) {
    return softmax(x, -1);
  }

  /** Computes {@link #softmax(Operand, int)} of an array. */
  public static NDArray softmax(NDArray x, int axis) {
    return Now.run(k -> k.softmax(k.in(x), axis));
  }

  /** Returns the logarithm of softmax over the last axis. */
  public Operand<TFloat32> logSoftmax(Operand<?> x) {
    return logSoftmax(x, -1);
  }

  /** Returns the logarithm of softmax over an axis. */
  public Operand<TFloat32> logSoftmax(Operand<?> x, int axis) {
    return onLast(floating(x), axis, "logSoftmax", this::logSoftmaxOfLast);
  }

  /** As a matrix, because the C library's gradient is wrong for other ranks. */
  private Operand<TFloat32> logSoftmaxOfLast(Operand<TFloat32> x) {
    int rank = x.shape().numDimensions();
    if (rank == 2) {
      return tf.nn.logSoftmax(x);
    }
    Operand<TInt32> n = sizeOf(x, rank - 1);
    Operand<TFloat32> flat = tf.reshape(x, tf.stack(List.of(tf.constant(-1), n)));
    return tf.reshape(tf.nn.logSoftmax(flat), tf.shape(x));
  }

  /** Computes {@link #logSoftmax(Operand)} of an array. */
  public static NDArray logSoftmax(NDArray x) {
    return logSoftmax(x, -1);
  }

  /** Computes {@link #logSoftmax(Operand, int)} of an array. */
  public static NDArray logSoftmax(NDArray x, int axis) {
    return Now.run(k -> k.logSoftmax(k.in(x), axis));
  }

  private Operand<TFloat32> onLast(
      Operand<TFloat32> x,
      int axis,
      String operation,
      java.util.function.UnaryOperator<Operand<TFloat32>> function) {
    int a = axis(axis, rank(x, operation), operation);
    return swapaxes(function.apply(swapaxes(x, a, -1)), a, -1);
  }

  /** Returns 1 where the class is the element's, 0 elsewhere, along a new last axis. */
  public Operand<TFloat32> oneHot(Operand<?> x, int classes) {
    return oneHot(x, classes, -1);
  }

  /** Returns 1 where the class is the element's, 0 elsewhere, along a new axis. */
  public Operand<TFloat32> oneHot(Operand<?> x, int classes, int axis) {
    if (classes < 0) {
      throw new IllegalArgumentException("oneHot: classes must be at least 0; received " + classes);
    }
    int a = axis(axis, rank(x, "oneHot") + 1, "oneHot");
    return tf.oneHot(
        to(x, TInt64.class),
        tf.constant(classes),
        tf.constant(1f),
        tf.constant(0f),
        OneHot.axis((long) a));
  }

  /** Computes {@link #oneHot(Operand, int)} of an array. */
  public static NDArray oneHot(NDArray x, int classes) {
    return oneHot(x, classes, -1);
  }

  /** Computes {@link #oneHot(Operand, int, int)} of an array. */
  public static NDArray oneHot(NDArray x, int classes, int axis) {
    return Now.run(k -> k.oneHot(k.in(x), classes, axis));
  }

  /**
   * The largest elements along the last axis.
   *
   * @param values the elements, the largest first
   * @param indices where they stand
   * @param <T> the type of the elements
   */
  public record TopK<T extends TType>(Operand<T> values, Operand<TInt32> indices) {}

  /** Returns the k largest elements along the last axis, of equal ones the first. */
  public <T extends TType> TopK<T> topK(Operand<T> x, int k) {
    int rank = rank(x, "topK");
    long n = rank == 0 ? 0 : x.shape().get(rank - 1);
    if (rank == 0 || k < 0 || (n >= 0 && k > n)) {
      throw new IllegalArgumentException(
          "topK: k must be from 0 to the size of the last axis; received "
              + k
              + " for shape "
              + shapeOf(x));
    }
    Operand<TInt32> indices =
        tf.nn.topK(number(tf.stopGradient(x), "topK"), tf.constant(k), TInt32.class).indices();
    // Not its values, which have no gradient in the C library.
    return new TopK<>(takeAlongAxis(x, indices, -1), indices);
  }

  /** Computes {@link #topK(Operand, int)} of an array: the values, then the indices. */
  public static List<NDArray> topK(NDArray x, int k) {
    return Now.runAll(
        o -> {
          TopK<?> top = o.topK(o.in(x), k);
          return List.of(top.values(), top.indices());
        });
  }

  /** Returns vectors along an axis divided by their Euclidean norms. */
  public Operand<TFloat32> normalize(Operand<?> x, int axis) {
    Operand<TFloat32> f = floating(x);
    Operand<TFloat32> inverse = tf.math.rsqrt(sum(tf.math.square(f), true, axis));
    return tf.math.mul(f, tf.math.minimum(inverse, as(scalar(1 / Numbers.EPSILON, f.type()))));
  }

  /** Computes {@link #normalize(Operand, int)} of an array. */
  public static NDArray normalize(NDArray x, int axis) {
    return Now.run(k -> k.normalize(k.in(x), axis));
  }
}
