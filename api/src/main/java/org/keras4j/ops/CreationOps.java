package org.keras4j.ops;

import java.util.Arrays;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** Tensors made of nothing, and types. */
abstract class CreationOps extends OpsBase {

  CreationOps(Ops tf, boolean dynamic) {
    super(tf, dynamic);
  }

  /** Returns the array as an operand: a constant of the graph, with the array's type. */
  public abstract Operand<?> convertToTensor(NDArray array);

  final Operand<?> constant(NDArray a) {
    Shape shape = Shape.of(a.shape().asArray());
    return switch (a.dtype()) {
      case FLOAT32 -> tf.constant(shape, DataBuffers.of(a.toFloatArray()));
      case FLOAT64 -> tf.constant(shape, DataBuffers.of(a.toDoubleArray()));
      case INT32 -> tf.constant(shape, DataBuffers.of(a.toIntArray()));
      case INT64 -> tf.constant(shape, DataBuffers.of(a.toLongArray()));
      case UINT8, BOOL -> to(tf.constant(shape, DataBuffers.of(a.toIntArray())), type(a.dtype()));
    };
  }

  /** Returns the array as an operand of whatever type the caller takes it for. */
  final <T extends TType> Operand<T> in(NDArray array) {
    return as(convertToTensor(array));
  }

  /**
   * Returns the operand as another type. Fractions are cut off towards 0; all but 0 is true.
   *
   * @param type such as {@code TInt32.class}
   */
  public <T extends TType> Operand<T> cast(Operand<?> x, Class<T> type) {
    return to(x, type);
  }

  /** Computes {@link #cast(Operand, Class)} of an array. */
  public static NDArray cast(NDArray x, DType dtype) {
    return Now.run(k -> k.cast(k.in(x), type(dtype)));
  }

  /** Returns the shape, with the sizes that turn up at run time. */
  public Operand<TInt32> shape(Operand<?> x) {
    return tf.shape(x);
  }

  /** Returns the number of elements. */
  public Operand<TInt32> size(Operand<?> x) {
    return tf.size(x);
  }

  /**
   * Returns the size of an axis: a constant if it is known, else what turns up at run time.
   *
   * @param axis negative ones count from the end
   */
  public Operand<TInt32> size(Operand<?> x, int axis) {
    return sizeOf(x, axis(axis, rank(x, "size"), "size"));
  }

  /** Returns float32 zeros. */
  public Operand<TFloat32> zeros(long... shape) {
    return full(0f, shape);
  }

  /** Returns float32 ones. */
  public Operand<TFloat32> ones(long... shape) {
    return full(1f, shape);
  }

  /** Returns a float32 tensor of equal elements. */
  public Operand<TFloat32> full(double value, long... shape) {
    if (Arrays.stream(shape).anyMatch(d -> d < 0)) {
      throw new IllegalArgumentException(
          "full needs sizes of at least 0; received shape "
              + Arrays.toString(shape)
              + ". For the shape of another operand use fullLike");
    }
    return tf.fill(tf.constant(shape), tf.constant((float) value));
  }

  /** Returns zeros with the type and shape of an operand. */
  public <T extends TType> Operand<T> zerosLike(Operand<T> x) {
    return tf.zerosLike(x);
  }

  /** Computes {@link #zerosLike(Operand)} of an array. */
  public static NDArray zerosLike(NDArray x) {
    return NDArray.zeros(x.dtype(), x.shape().asArray());
  }

  /** Returns ones with the type and shape of an operand. */
  public <T extends TType> Operand<T> onesLike(Operand<T> x) {
    return fullLike(x, 1);
  }

  /** Computes {@link #onesLike(Operand)} of an array. */
  public static NDArray onesLike(NDArray x) {
    return NDArray.ones(x.dtype(), x.shape().asArray());
  }

  /** Returns equal elements with the type and shape of an operand. */
  public <T extends TType> Operand<T> fullLike(Operand<T> x, Number value) {
    return tf.fill(tf.shape(x), as(scalar(value, x.type())));
  }

  /** Computes {@link #fullLike(Operand, Number)} of an array. */
  public static NDArray fullLike(NDArray x, Number value) {
    return Now.run(k -> k.fullLike(k.in(x), value));
  }

  /** Returns the integers from 0 up to, but without, {@code stop}. */
  public Operand<TInt32> arange(int stop) {
    return arange(0, stop, 1);
  }

  /** Returns the integers from {@code start} up to, but without, {@code stop}. */
  public Operand<TInt32> arange(int start, int stop, int step) {
    if (step == 0) {
      throw new IllegalArgumentException("arange: step must not be 0");
    }
    boolean nothing = step > 0 ? stop <= start : stop >= start;
    return tf.range(tf.constant(start), tf.constant(nothing ? start : stop), tf.constant(step));
  }

  /** Returns float32 numbers from {@code start} up to, but without, {@code stop}. */
  public Operand<TFloat32> arange(double start, double stop, double step) {
    if (!(Math.abs(step) > 0)) {
      throw new IllegalArgumentException("arange: step must not be 0; received " + step);
    }
    boolean nothing = step > 0 ? stop <= start : stop >= start;
    return tf.range(
        tf.constant((float) start),
        tf.constant((float) (nothing ? start : stop)),
        tf.constant((float) step));
  }

  /** Returns the operand, through which no gradient flows. */
  public <T extends TType> Operand<T> stopGradient(Operand<T> x) {
    return tf.stopGradient(x);
  }
}
