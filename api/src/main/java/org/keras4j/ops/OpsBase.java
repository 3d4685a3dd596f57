package org.keras4j.ops;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/** Types, ranks, axes and sizes: what the operations have in common. */
abstract class OpsBase {

  /** In Keras's order of promotion: the result of two types is the later one. */
  private static final List<Class<? extends TType>> ORDER =
      List.of(
          TBool.class, TUint8.class, TInt32.class, TInt64.class, TFloat32.class, TFloat64.class);

  private static final List<DType> TYPES = List.of(DType.values());

  final Ops tf;

  /**
   * Whether results may have another type than Java's compiler takes them for. On arrays they may,
   * as nobody sees the operands; so float64 stays float64 and sums of bytes become integers.
   */
  private final boolean dynamic;

  OpsBase(Ops tf, boolean dynamic) {
    this.tf = tf;
    this.dynamic = dynamic;
  }

  boolean dynamic() {
    return dynamic;
  }

  @SuppressWarnings("unchecked") // callers have found out the type
  static <T extends TType> Operand<T> as(Operand<?> x) {
    return (Operand<T>) x;
  }

  static boolean isFloating(Operand<?> x) {
    return TFloating.class.isAssignableFrom(x.type());
  }

  /** Returns the operand as another type; itself if it has that already. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  final <T extends TType> Operand<T> to(Operand<?> x, Class<T> type) {
    if (x.type() == type) {
      return as(x);
    }
    if (type == TBool.class) {
      // Python counts NaN as true, and so does Keras.
      return as(tf.math.notEqual(x, as(tf.zerosLike(x))));
    }
    return as(tf.dtypes.cast((Operand) x, (Class) type));
  }

  /** Returns what the operand is where the result is a fraction. */
  final Operand<TFloat32> floating(Operand<?> x) {
    return dynamic && x.type() == TFloat64.class ? as(x) : to(x, TFloat32.class);
  }

  /** Returns the operand with a type in which sums of bytes and truth values have room. */
  final <T extends TType> Operand<T> summable(Operand<?> x, String operation) {
    if (x.type() != TBool.class && x.type() != TUint8.class) {
      return as(x);
    }
    if (!dynamic) {
      throw new IllegalArgumentException(
          operation
              + " needs more room than "
              + name(x)
              + " has; cast the operand first, as with cast(x, TInt32.class)");
    }
    return as(to(x, TInt32.class));
  }

  static String name(Operand<?> x) {
    return name(x.type());
  }

  private static String name(Class<? extends TType> type) {
    int i = ORDER.indexOf(type);
    return i < 0 ? type.getSimpleName() : TYPES.get(i).kerasName();
  }

  static Class<? extends TType> type(DType dtype) {
    return ORDER.get(TYPES.indexOf(dtype));
  }

  /** Returns the type in which Keras combines two operands. */
  static Class<? extends TType> common(Operand<?> a, Operand<?> b) {
    return ORDER.get(Math.max(place(a), place(b)));
  }

  private static int place(Operand<?> x) {
    int i = ORDER.indexOf(x.type());
    if (i < 0) {
      throw new IllegalArgumentException(
          "There are no operations on " + name(x) + "; cast the operand to a type of DType first");
    }
    return i;
  }

  /**
   * Returns a scalar of the type that it has beside an operand: Python's numbers are of the
   * operand's type, except that fractions make integers float32, and integers make truth values
   * int32.
   */
  final Operand<?> beside(Operand<?> x, Number value) {
    boolean fraction =
        value instanceof Double || value instanceof Float || value instanceof java.math.BigDecimal;
    if (isFloating(x) || (!fraction && x.type() != TBool.class)) {
      return scalar(value, x.type());
    }
    if (!dynamic) {
      throw new IllegalArgumentException(
          value
              + " has another type than the operand, which is "
              + name(x)
              + "; cast the operand first, as with cast(x, "
              + (fraction ? "TFloat32" : "TInt32")
              + ".class)");
    }
    return scalar(value, fraction ? TFloat32.class : TInt32.class);
  }

  final Operand<?> scalar(Number value, Class<? extends TType> type) {
    if (type == TFloat32.class) {
      return tf.constant(value.floatValue());
    } else if (type == TFloat64.class) {
      return tf.constant(value.doubleValue());
    } else if (type == TBool.class) {
      return tf.constant(value.doubleValue() != 0);
    }
    long whole = value.longValue();
    boolean fits =
        whole == value.doubleValue()
            && (type != TUint8.class || (whole >= 0 && whole <= 255))
            && (type != TInt32.class || whole == (int) whole);
    if (!fits) {
      throw new IllegalArgumentException(value + " does not fit into " + name(type));
    }
    if (type == TInt64.class) {
      return tf.constant(whole);
    }
    Operand<TInt32> n = tf.constant((int) whole);
    return type == TInt32.class ? n : to(n, type);
  }

  /** Returns the number of axes. */
  static int rank(Operand<?> x, String operation) {
    int rank = x.shape().numDimensions();
    if (rank < 0) {
      throw new IllegalArgumentException(
          operation + " needs an operand whose rank is known; reshape it first");
    }
    return rank;
  }

  static Shape shapeOf(Operand<?> x) {
    return Shape.of(x.shape().asArray());
  }

  /** Returns the axis counted from the front. */
  static int axis(int axis, int rank, String operation) {
    if (axis < -rank || axis >= rank) {
      throw new IllegalArgumentException(
          operation
              + ": axis "
              + axis
              + " does not exist in a tensor of rank "
              + rank
              + (rank == 0 ? "" : "; expected a value from " + -rank + " to " + (rank - 1)));
    }
    return axis < 0 ? axis + rank : axis;
  }

  /** Returns the axes counted from the front, all of them if none is given. */
  static int[] axes(Operand<?> x, int[] axes, String operation) {
    int rank = rank(x, operation);
    if (axes.length == 0) {
      return IntStream.range(0, rank).toArray();
    }
    int[] all = Arrays.stream(axes).map(a -> axis(a, rank, operation)).toArray();
    if (Arrays.stream(all).distinct().count() < all.length) {
      throw new IllegalArgumentException(
          operation + " has an axis twice; received axes " + Arrays.toString(axes));
    }
    return all;
  }

  /** Returns the size of an axis: a constant if it is known, else what turns up at run time. */
  final Operand<TInt32> sizeOf(Operand<?> x, int axis) {
    long n = x.shape().get(axis);
    return n >= 0
        ? tf.constant(Math.toIntExact(n))
        : tf.gather(tf.shape(x), tf.constant(axis), tf.constant(0));
  }

  /** Returns the operand with the given shape, of which at most one size may be -1. */
  final <T extends TType> Operand<T> reshaped(Operand<T> x, List<Operand<TInt32>> sizes) {
    return tf.reshape(x, sizes.isEmpty() ? tf.constant(new int[0]) : tf.stack(sizes));
  }

  /** Refuses what has no order or cannot be computed with. */
  static <T extends TNumber> Operand<T> number(Operand<?> x, String operation) {
    if (x.type() == TBool.class) {
      throw new IllegalArgumentException(
          operation + " needs numbers; cast the truth values first, as with cast(x, TInt32.class)");
    }
    return as(x);
  }
}
