package org.keras4j.ops;

import org.keras4j.ndarray.NDArray;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/** Comparisons of two tensors, or of one and a number, whose shapes broadcast, and choices. */
abstract class ComparisonOps extends ArithmeticOps {

  ComparisonOps(Ops tf, boolean dynamic) {
    super(tf, dynamic);
  }

  /** A comparison's result has one type, whatever is compared. */
  private Operand<?> compared(Operand<?> a, Number b) {
    boolean fraction = b.doubleValue() != Math.rint(b.doubleValue());
    if (isFloating(a)) {
      return scalar(b, a.type());
    }
    return fraction ? scalar(b, TFloat32.class) : scalar(b, TInt32.class);
  }

  /** Truth values are ordered as 0 and 1. */
  private Operand<TNumber> ordered(Operand<?> x) {
    return x.type() == TBool.class ? as(to(x, TInt32.class)) : as(x);
  }

  /** Returns where {@code a = b}. */
  public Operand<TBool> equal(Operand<?> a, Operand<?> b) {
    return promoted(a, b, tf.math::equal);
  }

  /** Returns where {@code a = b}. */
  public Operand<TBool> equal(Operand<?> a, Number b) {
    return equal(a, compared(a, b));
  }

  /** Computes {@link #equal(Operand, Operand)} of arrays. */
  public static NDArray equal(NDArray a, NDArray b) {
    return Now.run(k -> k.equal(k.in(a), k.in(b)));
  }

  /** Computes {@link #equal(Operand, Number)} of an array. */
  public static NDArray equal(NDArray a, Number b) {
    return Now.run(k -> k.equal(k.in(a), b));
  }

  /** Returns where {@code a ≠ b}. */
  public Operand<TBool> notEqual(Operand<?> a, Operand<?> b) {
    return promoted(a, b, tf.math::notEqual);
  }

  /** Returns where {@code a ≠ b}. */
  public Operand<TBool> notEqual(Operand<?> a, Number b) {
    return notEqual(a, compared(a, b));
  }

  /** Computes {@link #notEqual(Operand, Operand)} of arrays. */
  public static NDArray notEqual(NDArray a, NDArray b) {
    return Now.run(k -> k.notEqual(k.in(a), k.in(b)));
  }

  /** Computes {@link #notEqual(Operand, Number)} of an array. */
  public static NDArray notEqual(NDArray a, Number b) {
    return Now.run(k -> k.notEqual(k.in(a), b));
  }

  /** Returns where {@code a > b}. */
  public Operand<TBool> greater(Operand<?> a, Operand<?> b) {
    return promoted(a, b, (x, y) -> tf.math.greater(ordered(x), ordered(y)));
  }

  /** Returns where {@code a > b}. */
  public Operand<TBool> greater(Operand<?> a, Number b) {
    return greater(a, compared(a, b));
  }

  /** Computes {@link #greater(Operand, Operand)} of arrays. */
  public static NDArray greater(NDArray a, NDArray b) {
    return Now.run(k -> k.greater(k.in(a), k.in(b)));
  }

  /** Computes {@link #greater(Operand, Number)} of an array. */
  public static NDArray greater(NDArray a, Number b) {
    return Now.run(k -> k.greater(k.in(a), b));
  }

  /** Returns where {@code a ≥ b}. */
  public Operand<TBool> greaterEqual(Operand<?> a, Operand<?> b) {
    return promoted(a, b, (x, y) -> tf.math.greaterEqual(ordered(x), ordered(y)));
  }

  /** Returns where {@code a ≥ b}. */
  public Operand<TBool> greaterEqual(Operand<?> a, Number b) {
    return greaterEqual(a, compared(a, b));
  }

  /** Computes {@link #greaterEqual(Operand, Operand)} of arrays. */
  public static NDArray greaterEqual(NDArray a, NDArray b) {
    return Now.run(k -> k.greaterEqual(k.in(a), k.in(b)));
  }

  /** Computes {@link #greaterEqual(Operand, Number)} of an array. */
  public static NDArray greaterEqual(NDArray a, Number b) {
    return Now.run(k -> k.greaterEqual(k.in(a), b));
  }

  /** Returns where {@code a < b}. */
  public Operand<TBool> less(Operand<?> a, Operand<?> b) {
    return promoted(a, b, (x, y) -> tf.math.less(ordered(x), ordered(y)));
  }

  /** Returns where {@code a < b}. */
  public Operand<TBool> less(Operand<?> a, Number b) {
    return less(a, compared(a, b));
  }

  /** Computes {@link #less(Operand, Operand)} of arrays. */
  public static NDArray less(NDArray a, NDArray b) {
    return Now.run(k -> k.less(k.in(a), k.in(b)));
  }

  /** Computes {@link #less(Operand, Number)} of an array. */
  public static NDArray less(NDArray a, Number b) {
    return Now.run(k -> k.less(k.in(a), b));
  }

  /** Returns where {@code a ≤ b}. */
  public Operand<TBool> lessEqual(Operand<?> a, Operand<?> b) {
    return promoted(a, b, (x, y) -> tf.math.lessEqual(ordered(x), ordered(y)));
  }

  /** Returns where {@code a ≤ b}. */
  public Operand<TBool> lessEqual(Operand<?> a, Number b) {
    return lessEqual(a, compared(a, b));
  }

  /** Computes {@link #lessEqual(Operand, Operand)} of arrays. */
  public static NDArray lessEqual(NDArray a, NDArray b) {
    return Now.run(k -> k.lessEqual(k.in(a), k.in(b)));
  }

  /** Computes {@link #lessEqual(Operand, Number)} of an array. */
  public static NDArray lessEqual(NDArray a, Number b) {
    return Now.run(k -> k.lessEqual(k.in(a), b));
  }

  /** Returns where both are true; numbers are true unless they are 0. */
  public Operand<TBool> logicalAnd(Operand<?> a, Operand<?> b) {
    return tf.math.logicalAnd(to(a, TBool.class), to(b, TBool.class));
  }

  /** Computes {@link #logicalAnd(Operand, Operand)} of arrays. */
  public static NDArray logicalAnd(NDArray a, NDArray b) {
    return Now.run(k -> k.logicalAnd(k.in(a), k.in(b)));
  }

  /** Returns where either is true; numbers are true unless they are 0. */
  public Operand<TBool> logicalOr(Operand<?> a, Operand<?> b) {
    return tf.math.logicalOr(to(a, TBool.class), to(b, TBool.class));
  }

  /** Computes {@link #logicalOr(Operand, Operand)} of arrays. */
  public static NDArray logicalOr(NDArray a, NDArray b) {
    return Now.run(k -> k.logicalOr(k.in(a), k.in(b)));
  }

  /** Returns where one of the two is true; numbers are true unless they are 0. */
  public Operand<TBool> logicalXor(Operand<?> a, Operand<?> b) {
    return tf.math.notEqual(to(a, TBool.class), to(b, TBool.class));
  }

  /** Computes {@link #logicalXor(Operand, Operand)} of arrays. */
  public static NDArray logicalXor(NDArray a, NDArray b) {
    return Now.run(k -> k.logicalXor(k.in(a), k.in(b)));
  }

  /** Returns the elements of {@code a} where the condition holds, those of {@code b} elsewhere. */
  public <T extends TType> Operand<T> where(
      Operand<?> condition, Operand<? extends T> a, Operand<? extends T> b) {
    return promoted(a, b, (x, y) -> tf.select(to(condition, TBool.class), x, y));
  }

  /** Computes {@link #where(Operand, Operand, Operand)} with a number. */
  public <T extends TType> Operand<T> where(Operand<?> condition, Operand<T> a, Number b) {
    return where(condition, a, as(beside(a, b)));
  }

  /** Computes {@link #where(Operand, Operand, Operand)} with a number. */
  public <T extends TType> Operand<T> where(Operand<?> condition, Number a, Operand<T> b) {
    return where(condition, as(beside(b, a)), b);
  }

  /** Computes {@link #where(Operand, Operand, Operand)} of arrays. */
  public static NDArray where(NDArray condition, NDArray a, NDArray b) {
    return Now.run(k -> k.where(k.in(condition), k.in(a), k.in(b)));
  }

  /** Computes {@link #where(Operand, Operand, Number)} of arrays. */
  public static NDArray where(NDArray condition, NDArray a, Number b) {
    return Now.run(k -> k.where(k.in(condition), k.in(a), b));
  }
}
