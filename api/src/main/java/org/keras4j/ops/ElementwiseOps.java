package org.keras4j.ops;

import org.keras4j.ndarray.NDArray;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/** What is done to each element by itself. */
abstract class ElementwiseOps extends ReductionOps {

  ElementwiseOps(Ops tf, boolean dynamic) {
    super(tf, dynamic);
  }

  /** Returns {@code eˣ}. */
  public Operand<TFloat32> exp(Operand<?> x) {
    return tf.math.exp(floating(x));
  }

  /** Computes {@link #exp(Operand)} of an array. */
  public static NDArray exp(NDArray x) {
    return Now.run(k -> k.exp(k.in(x)));
  }

  /** Returns {@code eˣ − 1}, exact near 0. */
  public Operand<TFloat32> expm1(Operand<?> x) {
    return tf.math.expm1(floating(x));
  }

  /** Computes {@link #expm1(Operand)} of an array. */
  public static NDArray expm1(NDArray x) {
    return Now.run(k -> k.expm1(k.in(x)));
  }

  /** Returns the natural logarithm. */
  public Operand<TFloat32> log(Operand<?> x) {
    return tf.math.log(floating(x));
  }

  /** Computes {@link #log(Operand)} of an array. */
  public static NDArray log(NDArray x) {
    return Now.run(k -> k.log(k.in(x)));
  }

  /** Returns {@code ln(1 + x)}, exact near 0. */
  public Operand<TFloat32> log1p(Operand<?> x) {
    return tf.math.log1p(floating(x));
  }

  /** Computes {@link #log1p(Operand)} of an array. */
  public static NDArray log1p(NDArray x) {
    return Now.run(k -> k.log1p(k.in(x)));
  }

  /** Returns the square root. */
  public Operand<TFloat32> sqrt(Operand<?> x) {
    return tf.math.sqrt(floating(x));
  }

  /** Computes {@link #sqrt(Operand)} of an array. */
  public static NDArray sqrt(NDArray x) {
    return Now.run(k -> k.sqrt(k.in(x)));
  }

  /** Returns {@code 1/√x}. */
  public Operand<TFloat32> rsqrt(Operand<?> x) {
    return tf.math.rsqrt(floating(x));
  }

  /** Computes {@link #rsqrt(Operand)} of an array. */
  public static NDArray rsqrt(NDArray x) {
    return Now.run(k -> k.rsqrt(k.in(x)));
  }

  /** Returns {@code 1/x}. */
  public Operand<TFloat32> reciprocal(Operand<?> x) {
    return tf.math.reciprocal(floating(x));
  }

  /** Computes {@link #reciprocal(Operand)} of an array. */
  public static NDArray reciprocal(NDArray x) {
    return Now.run(k -> k.reciprocal(k.in(x)));
  }

  /** Returns the sine. */
  public Operand<TFloat32> sin(Operand<?> x) {
    return tf.math.sin(floating(x));
  }

  /** Computes {@link #sin(Operand)} of an array. */
  public static NDArray sin(NDArray x) {
    return Now.run(k -> k.sin(k.in(x)));
  }

  /** Returns the cosine. */
  public Operand<TFloat32> cos(Operand<?> x) {
    return tf.math.cos(floating(x));
  }

  /** Computes {@link #cos(Operand)} of an array. */
  public static NDArray cos(NDArray x) {
    return Now.run(k -> k.cos(k.in(x)));
  }

  /** Returns the tangent. */
  public Operand<TFloat32> tan(Operand<?> x) {
    return tf.math.tan(floating(x));
  }

  /** Computes {@link #tan(Operand)} of an array. */
  public static NDArray tan(NDArray x) {
    return Now.run(k -> k.tan(k.in(x)));
  }

  /** Returns the inverse sine. */
  public Operand<TFloat32> arcsin(Operand<?> x) {
    return tf.math.asin(floating(x));
  }

  /** Computes {@link #arcsin(Operand)} of an array. */
  public static NDArray arcsin(NDArray x) {
    return Now.run(k -> k.arcsin(k.in(x)));
  }

  /** Returns the inverse cosine. */
  public Operand<TFloat32> arccos(Operand<?> x) {
    return tf.math.acos(floating(x));
  }

  /** Computes {@link #arccos(Operand)} of an array. */
  public static NDArray arccos(NDArray x) {
    return Now.run(k -> k.arccos(k.in(x)));
  }

  /** Returns the inverse tangent. */
  public Operand<TFloat32> arctan(Operand<?> x) {
    return tf.math.atan(floating(x));
  }

  /** Computes {@link #arctan(Operand)} of an array. */
  public static NDArray arctan(NDArray x) {
    return Now.run(k -> k.arctan(k.in(x)));
  }

  /** Returns the hyperbolic sine. */
  public Operand<TFloat32> sinh(Operand<?> x) {
    return tf.math.sinh(floating(x));
  }

  /** Computes {@link #sinh(Operand)} of an array. */
  public static NDArray sinh(NDArray x) {
    return Now.run(k -> k.sinh(k.in(x)));
  }

  /** Returns the hyperbolic cosine. */
  public Operand<TFloat32> cosh(Operand<?> x) {
    return tf.math.cosh(floating(x));
  }

  /** Computes {@link #cosh(Operand)} of an array. */
  public static NDArray cosh(NDArray x) {
    return Now.run(k -> k.cosh(k.in(x)));
  }

  /** Returns the hyperbolic tangent. */
  public Operand<TFloat32> tanh(Operand<?> x) {
    return tf.math.tanh(floating(x));
  }

  /** Computes {@link #tanh(Operand)} of an array. */
  public static NDArray tanh(NDArray x) {
    return Now.run(k -> k.tanh(k.in(x)));
  }

  /** Returns the error function. */
  public Operand<TFloat32> erf(Operand<?> x) {
    return tf.math.erf(floating(x));
  }

  /** Computes {@link #erf(Operand)} of an array. */
  public static NDArray erf(NDArray x) {
    return Now.run(k -> k.erf(k.in(x)));
  }

  /** Returns the largest whole number that is not above. */
  public Operand<TFloat32> floor(Operand<?> x) {
    return tf.math.floor(floating(x));
  }

  /** Computes {@link #floor(Operand)} of an array. */
  public static NDArray floor(NDArray x) {
    return Now.run(k -> k.floor(k.in(x)));
  }

  /** Returns the smallest whole number that is not below. */
  public Operand<TFloat32> ceil(Operand<?> x) {
    return tf.math.ceil(floating(x));
  }

  /** Computes {@link #ceil(Operand)} of an array. */
  public static NDArray ceil(NDArray x) {
    return Now.run(k -> k.ceil(k.in(x)));
  }

  /** Returns the square. */
  public <T extends TType> Operand<T> square(Operand<T> x) {
    return as(tf.math.square(OpsBase.<TNumber>number(x, "square")));
  }

  /** Computes {@link #square(Operand)} of an array. */
  public static NDArray square(NDArray x) {
    return Now.run(k -> k.square(k.in(x)));
  }

  /** Returns the absolute value. */
  public <T extends TType> Operand<T> abs(Operand<T> x) {
    return x.type() == TBool.class || x.type() == TUint8.class
        ? x
        : as(tf.math.abs(OpsBase.<TNumber>as(x)));
  }

  /** Computes {@link #abs(Operand)} of an array. */
  public static NDArray abs(NDArray x) {
    return Now.run(k -> k.abs(k.in(x)));
  }

  /** Returns {@code −x}. */
  public <T extends TType> Operand<T> negative(Operand<T> x) {
    return as(tf.math.neg(OpsBase.<TNumber>number(x, "negative")));
  }

  /** Computes {@link #negative(Operand)} of an array. */
  public static NDArray negative(NDArray x) {
    return Now.run(k -> k.negative(k.in(x)));
  }

  /** Returns −1, 0 or 1. */
  public <T extends TType> Operand<T> sign(Operand<T> x) {
    if (x.type() == TUint8.class) {
      return to(tf.math.sign(to(x, TInt32.class)), x.type());
    }
    return as(tf.math.sign(OpsBase.<TNumber>number(x, "sign")));
  }

  /** Computes {@link #sign(Operand)} of an array. */
  public static NDArray sign(NDArray x) {
    return Now.run(k -> k.sign(k.in(x)));
  }

  /** Returns the nearest whole number, the even one of two. */
  public <T extends TType> Operand<T> round(Operand<T> x) {
    return isFloating(x) ? as(tf.math.round(OpsBase.<TFloat32>as(x))) : x;
  }

  /** Computes {@link #round(Operand)} of an array. */
  public static NDArray round(NDArray x) {
    return Now.run(k -> k.round(k.in(x)));
  }

  /** Returns the nearest number with so many decimals. */
  public Operand<TFloat32> round(Operand<?> x, int decimals) {
    Operand<TFloat32> f = floating(x);
    if (decimals == 0) {
      return round(f);
    }
    Operand<TFloat32> factor = as(scalar(Math.pow(10, decimals), f.type()));
    return tf.math.div(round(tf.math.mul(f, factor)), factor);
  }

  /** Computes {@link #round(Operand, int)} of an array of floating-point numbers. */
  public static NDArray round(NDArray x, int decimals) {
    return Now.run(k -> k.round(k.in(x), decimals));
  }

  /** Returns the elements, but at least {@code low} and at most {@code high}. */
  public <T extends TType> Operand<T> clip(Operand<T> x, Number low, Number high) {
    Operand<TNumber> n = x.type() == TBool.class ? summable(x, "clip") : OpsBase.<TNumber>as(x);
    Operand<TNumber> below = tf.math.minimum(n, as(scalar(high, n.type())));
    return as(tf.math.maximum(below, as(scalar(low, n.type()))));
  }

  /** Computes {@link #clip(Operand, Number, Number)} of an array. */
  public static NDArray clip(NDArray x, Number low, Number high) {
    return Now.run(k -> k.clip(k.in(x), low, high));
  }

  /** Returns where the elements are NaN. */
  public Operand<TBool> isnan(Operand<?> x) {
    return tf.math.isNan(floating(x));
  }

  /** Computes {@link #isnan(Operand)} of an array. */
  public static NDArray isnan(NDArray x) {
    return Now.run(k -> k.isnan(k.in(x)));
  }

  /** Returns where the elements are infinite. */
  public Operand<TBool> isinf(Operand<?> x) {
    return tf.math.isInf(floating(x));
  }

  /** Computes {@link #isinf(Operand)} of an array. */
  public static NDArray isinf(NDArray x) {
    return Now.run(k -> k.isinf(k.in(x)));
  }

  /** Returns where the elements are neither infinite nor NaN. */
  public Operand<TBool> isfinite(Operand<?> x) {
    return tf.math.isFinite(floating(x));
  }

  /** Computes {@link #isfinite(Operand)} of an array. */
  public static NDArray isfinite(NDArray x) {
    return Now.run(k -> k.isfinite(k.in(x)));
  }

  /** Returns where the elements are false, or 0. */
  public Operand<TBool> logicalNot(Operand<?> x) {
    return tf.math.logicalNot(to(x, TBool.class));
  }

  /** Computes {@link #logicalNot(Operand)} of an array. */
  public static NDArray logicalNot(NDArray x) {
    return Now.run(k -> k.logicalNot(k.in(x)));
  }
}
