package org.keras4j.ops;

import org.keras4j.ndarray.NDArray;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceAll;
import org.tensorflow.op.core.ReduceAny;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.ReduceMin;
import org.tensorflow.op.core.ReduceProd;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/** Sums, means, extremes and the like over axes. */
abstract class ReductionOps extends ShapeOps {

  ReductionOps(Ops tf, boolean dynamic) {
    super(tf, dynamic);
  }

  private Operand<TInt32> over(Operand<?> x, int[] axes, String operation) {
    return tf.constant(axes(x, axes, operation));
  }

  /** Returns the sum over axes, all by default. Integers and float32 stay what they are. */
  public <T extends TType> Operand<T> sum(Operand<T> x, int... axes) {
    return sum(x, false, axes);
  }

  /** Returns the sum over axes, all by default; {@code keepDims} leaves them with size 1. */
  public <T extends TType> Operand<T> sum(Operand<T> x, boolean keepDims, int... axes) {
    Operand<T> terms = summable(x, "sum");
    Operand<TInt32> over = over(x, axes, "sum");
    boolean scalar = x.shape().numDimensions() == 0;
    return scalar ? terms : tf.reduceSum(terms, over, ReduceSum.keepDims(keepDims));
  }

  /** Computes {@link #sum(Operand, int...)} of an array; bytes and truth values give int32. */
  public static NDArray sum(NDArray x, int... axes) {
    return sum(x, false, axes);
  }

  /** Computes {@link #sum(Operand, boolean, int...)} of an array. */
  public static NDArray sum(NDArray x, boolean keepDims, int... axes) {
    return Now.run(k -> k.sum(k.in(x), keepDims, axes));
  }

  /** Returns the mean over axes, all by default. */
  public Operand<TFloat32> mean(Operand<?> x, int... axes) {
    return mean(x, false, axes);
  }

  /** Returns the mean over axes, all by default; {@code keepDims} leaves them with size 1. */
  public Operand<TFloat32> mean(Operand<?> x, boolean keepDims, int... axes) {
    return tf.math.mean(floating(x), over(x, axes, "mean"), Mean.keepDims(keepDims));
  }

  /** Computes {@link #mean(Operand, int...)} of an array. */
  public static NDArray mean(NDArray x, int... axes) {
    return mean(x, false, axes);
  }

  /** Computes {@link #mean(Operand, boolean, int...)} of an array. */
  public static NDArray mean(NDArray x, boolean keepDims, int... axes) {
    return Now.run(k -> k.mean(k.in(x), keepDims, axes));
  }

  /** Returns the variance over axes, all by default: the mean square of the deviations. */
  public Operand<TFloat32> var(Operand<?> x, int... axes) {
    return var(x, false, axes);
  }

  /** Returns the variance over axes; {@code keepDims} leaves them with size 1. */
  public Operand<TFloat32> var(Operand<?> x, boolean keepDims, int... axes) {
    Operand<TFloat32> deviation = tf.math.sub(floating(x), mean(x, true, axes));
    return mean(tf.math.square(deviation), keepDims, axes);
  }

  /** Computes {@link #var(Operand, int...)} of an array. */
  public static NDArray var(NDArray x, int... axes) {
    return var(x, false, axes);
  }

  /** Computes {@link #var(Operand, boolean, int...)} of an array. */
  public static NDArray var(NDArray x, boolean keepDims, int... axes) {
    return Now.run(k -> k.var(k.in(x), keepDims, axes));
  }

  /** Returns the standard deviation over axes, all by default. */
  public Operand<TFloat32> std(Operand<?> x, int... axes) {
    return std(x, false, axes);
  }

  /** Returns the standard deviation over axes; {@code keepDims} leaves them with size 1. */
  public Operand<TFloat32> std(Operand<?> x, boolean keepDims, int... axes) {
    return tf.math.sqrt(var(x, keepDims, axes));
  }

  /** Computes {@link #std(Operand, int...)} of an array. */
  public static NDArray std(NDArray x, int... axes) {
    return std(x, false, axes);
  }

  /** Computes {@link #std(Operand, boolean, int...)} of an array. */
  public static NDArray std(NDArray x, boolean keepDims, int... axes) {
    return Now.run(k -> k.std(k.in(x), keepDims, axes));
  }

  /** Returns the largest element over axes, all by default. NaN is larger than all. */
  public <T extends TType> Operand<T> max(Operand<T> x, int... axes) {
    return max(x, false, axes);
  }

  /** Returns the largest element over axes; {@code keepDims} leaves them with size 1. */
  public <T extends TType> Operand<T> max(Operand<T> x, boolean keepDims, int... axes) {
    if (x.type() == TBool.class) {
      return as(any(x, keepDims, axes));
    }
    Operand<TInt32> over = elements(x, axes, "max");
    return as(tf.reduceMax(OpsBase.<TFloat32>as(x), over, ReduceMax.keepDims(keepDims)));
  }

  /** Computes {@link #max(Operand, int...)} of an array. */
  public static NDArray max(NDArray x, int... axes) {
    return max(x, false, axes);
  }

  /** Computes {@link #max(Operand, boolean, int...)} of an array. */
  public static NDArray max(NDArray x, boolean keepDims, int... axes) {
    return Now.run(k -> k.max(k.in(x), keepDims, axes));
  }

  /** Returns the smallest element over axes, all by default. NaN is smaller than all. */
  public <T extends TType> Operand<T> min(Operand<T> x, int... axes) {
    return min(x, false, axes);
  }

  /** Returns the smallest element over axes; {@code keepDims} leaves them with size 1. */
  public <T extends TType> Operand<T> min(Operand<T> x, boolean keepDims, int... axes) {
    if (x.type() == TBool.class) {
      return as(all(x, keepDims, axes));
    }
    Operand<TInt32> over = elements(x, axes, "min");
    return as(tf.reduceMin(OpsBase.<TFloat32>as(x), over, ReduceMin.keepDims(keepDims)));
  }

  /** Computes {@link #min(Operand, int...)} of an array. */
  public static NDArray min(NDArray x, int... axes) {
    return min(x, false, axes);
  }

  /** Computes {@link #min(Operand, boolean, int...)} of an array. */
  public static NDArray min(NDArray x, boolean keepDims, int... axes) {
    return Now.run(k -> k.min(k.in(x), keepDims, axes));
  }

  /** Of nothing there is no largest element. */
  private Operand<TInt32> elements(Operand<?> x, int[] axes, String operation) {
    int[] all = axes(x, axes, operation);
    for (int a : all) {
      if (x.shape().get(a) == 0) {
        throw new IllegalArgumentException(
            operation + ": there are no elements along axis " + a + " of shape " + shapeOf(x));
      }
    }
    return tf.constant(all);
  }

  /** Returns the product over axes, all by default. Integers and float32 stay what they are. */
  public <T extends TType> Operand<T> prod(Operand<T> x, int... axes) {
    return prod(x, false, axes);
  }

  /** Returns the product over axes; {@code keepDims} leaves them with size 1. */
  public <T extends TType> Operand<T> prod(Operand<T> x, boolean keepDims, int... axes) {
    Operand<T> factors = summable(x, "prod");
    return tf.reduceProd(factors, over(x, axes, "prod"), ReduceProd.keepDims(keepDims));
  }

  /** Computes {@link #prod(Operand, int...)} of an array; bytes and truth values give int32. */
  public static NDArray prod(NDArray x, int... axes) {
    return prod(x, false, axes);
  }

  /** Computes {@link #prod(Operand, boolean, int...)} of an array. */
  public static NDArray prod(NDArray x, boolean keepDims, int... axes) {
    return Now.run(k -> k.prod(k.in(x), keepDims, axes));
  }

  /** Returns whether all elements over axes are true, or not 0. */
  public Operand<TBool> all(Operand<?> x, int... axes) {
    return all(x, false, axes);
  }

  /** Returns whether all elements over axes are true; {@code keepDims} leaves the axes. */
  public Operand<TBool> all(Operand<?> x, boolean keepDims, int... axes) {
    return tf.reduceAll(to(x, TBool.class), over(x, axes, "all"), ReduceAll.keepDims(keepDims));
  }

  /** Computes {@link #all(Operand, int...)} of an array. */
  public static NDArray all(NDArray x, int... axes) {
    return all(x, false, axes);
  }

  /** Computes {@link #all(Operand, boolean, int...)} of an array. */
  public static NDArray all(NDArray x, boolean keepDims, int... axes) {
    return Now.run(k -> k.all(k.in(x), keepDims, axes));
  }

  /** Returns whether any element over axes is true, or not 0. */
  public Operand<TBool> any(Operand<?> x, int... axes) {
    return any(x, false, axes);
  }

  /** Returns whether any element over axes is true; {@code keepDims} leaves the axes. */
  public Operand<TBool> any(Operand<?> x, boolean keepDims, int... axes) {
    return tf.reduceAny(to(x, TBool.class), over(x, axes, "any"), ReduceAny.keepDims(keepDims));
  }

  /** Computes {@link #any(Operand, int...)} of an array. */
  public static NDArray any(NDArray x, int... axes) {
    return any(x, false, axes);
  }

  /** Computes {@link #any(Operand, boolean, int...)} of an array. */
  public static NDArray any(NDArray x, boolean keepDims, int... axes) {
    return Now.run(k -> k.any(k.in(x), keepDims, axes));
  }

  /** Returns the index of the first largest element among all. */
  public Operand<TInt32> argmax(Operand<?> x) {
    return argmax(flatten(x), 0);
  }

  /** Returns the index of the first largest element along an axis, which goes. */
  public Operand<TInt32> argmax(Operand<?> x, int axis) {
    Operand<TInt32> over = elements(x, new int[] {axis}, "argmax");
    return tf.math.argMax(comparable(x), tf.squeeze(over), TInt32.class);
  }

  /** Computes {@link #argmax(Operand)} of an array. */
  public static NDArray argmax(NDArray x) {
    return Now.run(k -> k.argmax(k.in(x)));
  }

  /** Computes {@link #argmax(Operand, int)} of an array. */
  public static NDArray argmax(NDArray x, int axis) {
    return Now.run(k -> k.argmax(k.in(x), axis));
  }

  /** Returns the index of the first smallest element among all. */
  public Operand<TInt32> argmin(Operand<?> x) {
    return argmin(flatten(x), 0);
  }

  /** Returns the index of the first smallest element along an axis, which goes. */
  public Operand<TInt32> argmin(Operand<?> x, int axis) {
    Operand<TInt32> over = elements(x, new int[] {axis}, "argmin");
    return tf.math.argMin(comparable(x), tf.squeeze(over), TInt32.class);
  }

  /** Computes {@link #argmin(Operand)} of an array. */
  public static NDArray argmin(NDArray x) {
    return Now.run(k -> k.argmin(k.in(x)));
  }

  /** Computes {@link #argmin(Operand, int)} of an array. */
  public static NDArray argmin(NDArray x, int axis) {
    return Now.run(k -> k.argmin(k.in(x), axis));
  }

  /** In Keras −0 comes before 0, where indices of extremes are looked for. */
  private Operand<TFloat32> comparable(Operand<?> x) {
    if (x.type() != TFloat32.class) {
      return as(x);
    }
    Operand<TFloat32> f = as(x);
    Operand<TBool> negativeZero =
        tf.math.equal(tf.bitcast(f, TInt32.class), tf.constant(Integer.MIN_VALUE));
    return tf.select(negativeZero, tf.constant(-Float.MIN_NORMAL), f);
  }

  /** Returns the running sums along an axis. */
  public <T extends TType> Operand<T> cumsum(Operand<T> x, int axis) {
    int a = axis(axis, rank(x, "cumsum"), "cumsum");
    Operand<TNumber> terms =
        x.type() == TBool.class ? summable(x, "cumsum") : OpsBase.<TNumber>as(x);
    return as(tf.math.cumsum(terms, tf.constant(a)));
  }

  /** Computes {@link #cumsum(Operand, int)} of an array. */
  public static NDArray cumsum(NDArray x, int axis) {
    return Now.run(k -> k.cumsum(k.in(x), axis));
  }

  /** Returns {@code ln Σ eˣ} over axes, all by default, without overflow. */
  public Operand<TFloat32> logsumexp(Operand<?> x, int... axes) {
    return logsumexp(x, false, axes);
  }

  /** Returns {@code ln Σ eˣ} over axes; {@code keepDims} leaves them with size 1. */
  public Operand<TFloat32> logsumexp(Operand<?> x, boolean keepDims, int... axes) {
    Operand<TFloat32> f = floating(x);
    Operand<TFloat32> largest = tf.stopGradient(max(f, true, axes));
    Operand<TFloat32> offset = tf.select(tf.math.isFinite(largest), largest, tf.zerosLike(largest));
    Operand<TFloat32> sum = sum(tf.math.exp(tf.math.sub(f, offset)), keepDims, axes);
    Operand<TFloat32> moved = keepDims ? offset : tf.reshape(offset, tf.shape(sum));
    return tf.math.add(tf.math.log(sum), moved);
  }

  /** Computes {@link #logsumexp(Operand, int...)} of an array. */
  public static NDArray logsumexp(NDArray x, int... axes) {
    return logsumexp(x, false, axes);
  }

  /** Computes {@link #logsumexp(Operand, boolean, int...)} of an array. */
  public static NDArray logsumexp(NDArray x, boolean keepDims, int... axes) {
    return Now.run(k -> k.logsumexp(k.in(x), keepDims, axes));
  }

  /** Returns the Euclidean norm over axes, all by default. */
  public Operand<TFloat32> norm(Operand<?> x, int... axes) {
    return norm(x, false, axes);
  }

  /** Returns the Euclidean norm over axes; {@code keepDims} leaves them with size 1. */
  public Operand<TFloat32> norm(Operand<?> x, boolean keepDims, int... axes) {
    Operand<TFloat32> f = floating(x);
    return tf.math.sqrt(sum(tf.math.mul(f, f), keepDims, axes));
  }

  /**
   * Returns the norm of vectors along an axis, {@code (Σ |x|ᵖ)^(1/p)}: Keras's {@code norm} with
   * {@code ord}.
   *
   * @param order p: 1, 2, an infinity for the extremes of |x|, 0 for how many are not 0, or any
   *     other
   */
  public Operand<TFloat32> vectorNorm(Operand<?> x, double order, int axis) {
    Operand<TFloat32> f = floating(x);
    if (order == 2) {
      return norm(x, axis);
    }
    Operand<TFloat32> size = tf.math.abs(f);
    if (Double.isInfinite(order)) {
      return order > 0 ? max(size, axis) : min(size, axis);
    }
    if (order == 0) {
      return floating(sum(to(tf.math.notEqual(f, tf.zerosLike(f)), TInt32.class), axis));
    }
    Operand<TFloat32> p = as(scalar(order, f.type()));
    Operand<TFloat32> inverse = as(scalar(1 / order, f.type()));
    return tf.math.pow(sum(tf.math.pow(size, p), axis), inverse);
  }

  /** Computes {@link #norm(Operand, int...)} of an array. */
  public static NDArray norm(NDArray x, int... axes) {
    return norm(x, false, axes);
  }

  /** Computes {@link #norm(Operand, boolean, int...)} of an array. */
  public static NDArray norm(NDArray x, boolean keepDims, int... axes) {
    return Now.run(k -> k.norm(k.in(x), keepDims, axes));
  }

  /** Computes {@link #vectorNorm(Operand, double, int)} of an array. */
  public static NDArray vectorNorm(NDArray x, double order, int axis) {
    return Now.run(k -> k.vectorNorm(k.in(x), order, axis));
  }

  /** Returns how many elements over axes, all by default, are not 0. */
  public Operand<TInt32> countNonzero(Operand<?> x, int... axes) {
    return sum(to(to(x, TBool.class), TInt32.class), axes);
  }

  /** Computes {@link #countNonzero(Operand, int...)} of an array. */
  public static NDArray countNonzero(NDArray x, int... axes) {
    return Now.run(k -> k.countNonzero(k.in(x), axes));
  }
}
