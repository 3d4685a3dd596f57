package org.keras4j.ops;

import org.keras4j.ndarray.NDArray;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/** Operations on two tensors, or on one and a number, whose shapes broadcast. */
abstract class ArithmeticOps extends ElementwiseOps {

  ArithmeticOps(Ops tf, boolean dynamic) {
    super(tf, dynamic);
  }

  /** Something with two operands of one type. */
  @FunctionalInterface
  interface Binary {
    Operand<?> call(Operand<TNumber> a, Operand<TNumber> b);
  }

  /** Brings two operands to their common type. */
  final <T extends TType> Operand<T> promoted(Operand<?> a, Operand<?> b, Binary operation) {
    Class<? extends TType> type = common(a, b);
    return as(operation.call(as(to(a, type)), as(to(b, type))));
  }

  private Operand<?> fraction(Operand<?> a, Operand<?> b, Binary operation) {
    Operand<TFloat32> x = floating(a);
    Operand<TFloat32> y = floating(b);
    return promoted(x, y, operation);
  }

  /** Returns the sum. */
  public <T extends TType> Operand<T> add(Operand<? extends T> a, Operand<? extends T> b) {
    return promoted(a, b, (x, y) -> tf.math.add(number(x, "add"), y));
  }

  /** Computes {@link #add(Operand, Operand)} with a number. */
  public <T extends TType> Operand<T> add(Operand<T> a, Number b) {
    return add(a, as(beside(a, b)));
  }

  /** Computes {@link #add(Operand, Operand)} with a number first. */
  public <T extends TType> Operand<T> add(Number a, Operand<T> b) {
    return add(as(beside(b, a)), b);
  }

  /** Computes {@link #add(Operand, Operand)} of arrays. */
  public static NDArray add(NDArray a, NDArray b) {
    return Now.run(k -> k.add(k.in(a), k.in(b)));
  }

  /** Computes {@link #add(Operand, Number)} of an array. */
  public static NDArray add(NDArray a, Number b) {
    return Now.run(k -> k.add(k.in(a), b));
  }

  /** Computes {@link #add(Number, Operand)} of an array. */
  public static NDArray add(Number a, NDArray b) {
    return Now.run(k -> k.add(a, k.in(b)));
  }

  /** Returns the difference. */
  public <T extends TType> Operand<T> subtract(Operand<? extends T> a, Operand<? extends T> b) {
    return promoted(a, b, (x, y) -> tf.math.sub(number(x, "subtract"), y));
  }

  /** Computes {@link #subtract(Operand, Operand)} with a number. */
  public <T extends TType> Operand<T> subtract(Operand<T> a, Number b) {
    return subtract(a, as(beside(a, b)));
  }

  /** Computes {@link #subtract(Operand, Operand)} with a number first. */
  public <T extends TType> Operand<T> subtract(Number a, Operand<T> b) {
    return subtract(as(beside(b, a)), b);
  }

  /** Computes {@link #subtract(Operand, Operand)} of arrays. */
  public static NDArray subtract(NDArray a, NDArray b) {
    return Now.run(k -> k.subtract(k.in(a), k.in(b)));
  }

  /** Computes {@link #subtract(Operand, Number)} of an array. */
  public static NDArray subtract(NDArray a, Number b) {
    return Now.run(k -> k.subtract(k.in(a), b));
  }

  /** Computes {@link #subtract(Number, Operand)} of an array. */
  public static NDArray subtract(Number a, NDArray b) {
    return Now.run(k -> k.subtract(a, k.in(b)));
  }

  /** Returns the product of the elements. */
  public <T extends TType> Operand<T> multiply(Operand<? extends T> a, Operand<? extends T> b) {
    return promoted(a, b, (x, y) -> tf.math.mul(number(x, "multiply"), y));
  }

  /** Computes {@link #multiply(Operand, Operand)} with a number. */
  public <T extends TType> Operand<T> multiply(Operand<T> a, Number b) {
    return multiply(a, as(beside(a, b)));
  }

  /** Computes {@link #multiply(Operand, Operand)} with a number first. */
  public <T extends TType> Operand<T> multiply(Number a, Operand<T> b) {
    return multiply(as(beside(b, a)), b);
  }

  /** Computes {@link #multiply(Operand, Operand)} of arrays. */
  public static NDArray multiply(NDArray a, NDArray b) {
    return Now.run(k -> k.multiply(k.in(a), k.in(b)));
  }

  /** Computes {@link #multiply(Operand, Number)} of an array. */
  public static NDArray multiply(NDArray a, Number b) {
    return Now.run(k -> k.multiply(k.in(a), b));
  }

  /** Computes {@link #multiply(Number, Operand)} of an array. */
  public static NDArray multiply(Number a, NDArray b) {
    return Now.run(k -> k.multiply(a, k.in(b)));
  }

  /** Returns the quotient, which is a fraction for integers too. */
  public Operand<TFloat32> divide(Operand<?> a, Operand<?> b) {
    return as(fraction(a, b, tf.math::div));
  }

  /** Computes {@link #divide(Operand, Operand)} with a number. */
  public Operand<TFloat32> divide(Operand<?> a, Number b) {
    return divide(a, beside(floating(a), b));
  }

  /** Computes {@link #divide(Operand, Operand)} with a number first. */
  public Operand<TFloat32> divide(Number a, Operand<?> b) {
    return divide(beside(floating(b), a), b);
  }

  /** Computes {@link #divide(Operand, Operand)} of arrays. */
  public static NDArray divide(NDArray a, NDArray b) {
    return Now.run(k -> k.divide(k.in(a), k.in(b)));
  }

  /** Computes {@link #divide(Operand, Number)} of an array. */
  public static NDArray divide(NDArray a, Number b) {
    return Now.run(k -> k.divide(k.in(a), b));
  }

  /** Computes {@link #divide(Number, Operand)} of an array. */
  public static NDArray divide(Number a, NDArray b) {
    return Now.run(k -> k.divide(a, k.in(b)));
  }

  /** Returns the quotient, and 0 where the divisor is 0. */
  public Operand<TFloat32> divideNoNan(Operand<?> a, Operand<?> b) {
    return as(fraction(a, b, tf.math::divNoNan));
  }

  /** Computes {@link #divideNoNan(Operand, Operand)} with a number. */
  public Operand<TFloat32> divideNoNan(Operand<?> a, Number b) {
    return divideNoNan(a, beside(floating(a), b));
  }

  /** Computes {@link #divideNoNan(Operand, Operand)} of arrays. */
  public static NDArray divideNoNan(NDArray a, NDArray b) {
    return Now.run(k -> k.divideNoNan(k.in(a), k.in(b)));
  }

  /** Computes {@link #divideNoNan(Operand, Number)} of an array. */
  public static NDArray divideNoNan(NDArray a, Number b) {
    return Now.run(k -> k.divideNoNan(k.in(a), b));
  }

  /** Returns the quotient rounded down. */
  public <T extends TType> Operand<T> floorDivide(Operand<? extends T> a, Operand<? extends T> b) {
    return promoted(a, b, (x, y) -> tf.math.floorDiv(number(x, "floorDivide"), y));
  }

  /** Computes {@link #floorDivide(Operand, Operand)} with a number. */
  public <T extends TType> Operand<T> floorDivide(Operand<T> a, Number b) {
    return floorDivide(a, as(beside(a, b)));
  }

  /** Computes {@link #floorDivide(Operand, Operand)} with a number first. */
  public <T extends TType> Operand<T> floorDivide(Number a, Operand<T> b) {
    return floorDivide(as(beside(b, a)), b);
  }

  /** Computes {@link #floorDivide(Operand, Operand)} of arrays. */
  public static NDArray floorDivide(NDArray a, NDArray b) {
    return Now.run(k -> k.floorDivide(k.in(a), k.in(b)));
  }

  /** Computes {@link #floorDivide(Operand, Number)} of an array. */
  public static NDArray floorDivide(NDArray a, Number b) {
    return Now.run(k -> k.floorDivide(k.in(a), b));
  }

  /** Computes {@link #floorDivide(Number, Operand)} of an array. */
  public static NDArray floorDivide(Number a, NDArray b) {
    return Now.run(k -> k.floorDivide(a, k.in(b)));
  }

  /** Returns the remainder, which has the sign of the divisor. */
  public <T extends TType> Operand<T> mod(Operand<? extends T> a, Operand<? extends T> b) {
    return promoted(a, b, (x, y) -> tf.math.floorMod(number(x, "mod"), y));
  }

  /** Computes {@link #mod(Operand, Operand)} with a number. */
  public <T extends TType> Operand<T> mod(Operand<T> a, Number b) {
    // Here Keras takes a number for an int32 tensor.
    Operand<T> wide = summable(a, "mod");
    return mod(wide, as(beside(wide, b)));
  }

  /** Computes {@link #mod(Operand, Operand)} with a number first. */
  public <T extends TType> Operand<T> mod(Number a, Operand<T> b) {
    return mod(as(beside(b, a)), b);
  }

  /** Computes {@link #mod(Operand, Operand)} of arrays. */
  public static NDArray mod(NDArray a, NDArray b) {
    return Now.run(k -> k.mod(k.in(a), k.in(b)));
  }

  /** Computes {@link #mod(Operand, Number)} of an array. */
  public static NDArray mod(NDArray a, Number b) {
    return Now.run(k -> k.mod(k.in(a), b));
  }

  /** Computes {@link #mod(Number, Operand)} of an array. */
  public static NDArray mod(Number a, NDArray b) {
    return Now.run(k -> k.mod(a, k.in(b)));
  }

  /** Returns {@code a} to the power {@code b}. */
  public <T extends TType> Operand<T> power(Operand<? extends T> a, Operand<? extends T> b) {
    return promoted(a, b, this::pow);
  }

  /** Computes {@link #power(Operand, Operand)} with a number. */
  public <T extends TType> Operand<T> power(Operand<T> a, Number b) {
    return power(a, as(beside(a, b)));
  }

  /** Computes {@link #power(Operand, Operand)} with a number first. */
  public <T extends TType> Operand<T> power(Number a, Operand<T> b) {
    return power(as(beside(b, a)), b);
  }

  /** Computes {@link #power(Operand, Operand)} of arrays. */
  public static NDArray power(NDArray a, NDArray b) {
    return Now.run(k -> k.power(k.in(a), k.in(b)));
  }

  /** Computes {@link #power(Operand, Number)} of an array. */
  public static NDArray power(NDArray a, Number b) {
    return Now.run(k -> k.power(k.in(a), b));
  }

  /** Computes {@link #power(Number, Operand)} of an array. */
  public static NDArray power(Number a, NDArray b) {
    return Now.run(k -> k.power(a, k.in(b)));
  }

  /** Returns the larger of two elements, NaN if one is NaN. */
  public <T extends TType> Operand<T> maximum(Operand<? extends T> a, Operand<? extends T> b) {
    return promoted(a, b, (x, y) -> tf.math.maximum(number(x, "maximum"), y));
  }

  /** Computes {@link #maximum(Operand, Operand)} with a number. */
  public <T extends TType> Operand<T> maximum(Operand<T> a, Number b) {
    return maximum(a, as(beside(a, b)));
  }

  /** Computes {@link #maximum(Operand, Operand)} with a number first. */
  public <T extends TType> Operand<T> maximum(Number a, Operand<T> b) {
    return maximum(as(beside(b, a)), b);
  }

  /** Computes {@link #maximum(Operand, Operand)} of arrays. */
  public static NDArray maximum(NDArray a, NDArray b) {
    return Now.run(k -> k.maximum(k.in(a), k.in(b)));
  }

  /** Computes {@link #maximum(Operand, Number)} of an array. */
  public static NDArray maximum(NDArray a, Number b) {
    return Now.run(k -> k.maximum(k.in(a), b));
  }

  /** Computes {@link #maximum(Number, Operand)} of an array. */
  public static NDArray maximum(Number a, NDArray b) {
    return Now.run(k -> k.maximum(a, k.in(b)));
  }

  /** Returns the smaller of two elements, NaN if one is NaN. */
  public <T extends TType> Operand<T> minimum(Operand<? extends T> a, Operand<? extends T> b) {
    return promoted(a, b, (x, y) -> tf.math.minimum(number(x, "minimum"), y));
  }

  /** Computes {@link #minimum(Operand, Operand)} with a number. */
  public <T extends TType> Operand<T> minimum(Operand<T> a, Number b) {
    return minimum(a, as(beside(a, b)));
  }

  /** Computes {@link #minimum(Operand, Operand)} with a number first. */
  public <T extends TType> Operand<T> minimum(Number a, Operand<T> b) {
    return minimum(as(beside(b, a)), b);
  }

  /** Computes {@link #minimum(Operand, Operand)} of arrays. */
  public static NDArray minimum(NDArray a, NDArray b) {
    return Now.run(k -> k.minimum(k.in(a), k.in(b)));
  }

  /** Computes {@link #minimum(Operand, Number)} of an array. */
  public static NDArray minimum(NDArray a, Number b) {
    return Now.run(k -> k.minimum(k.in(a), b));
  }

  /** Computes {@link #minimum(Number, Operand)} of an array. */
  public static NDArray minimum(Number a, NDArray b) {
    return Now.run(k -> k.minimum(a, k.in(b)));
  }

  private Operand<?> pow(Operand<TNumber> x, Operand<TNumber> y) {
    if (x.type() == (Class<?>) TUint8.class) {
      return to(tf.math.pow(to(x, TInt32.class), to(y, TInt32.class)), TUint8.class);
    }
    return tf.math.pow(number(x, "power"), y);
  }
}
