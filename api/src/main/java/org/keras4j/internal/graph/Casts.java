package org.keras4j.internal.graph;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.core.Variable;
import org.keras4j.core.WeightFunction;
import org.keras4j.internal.Returned;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TNumber;

/** Conversions between element types inside graphs. */
public final class Casts {

  private Casts() {}

  /** Returns the operand as float32; itself if it is that already. */
  @SuppressWarnings("unchecked")
  public static Operand<TFloat32> toFloat(Ops tf, Operand<?> x) {
    if (x.type() == TFloat32.class) {
      return (Operand<TFloat32>) x;
    }
    if (x.type() == TBool.class) {
      return tf.dtypes.cast((Operand<TBool>) x, TFloat32.class);
    }
    return tf.dtypes.cast((Operand<? extends TNumber>) x, TFloat32.class);
  }

  /**
   * Returns what a layer computes with that keeps whole numbers: these as they are, all else as
   * float32.
   */
  @SuppressWarnings("unchecked") // what is neither a truth value nor floating is whole
  public static Operand<? extends TNumber> numbers(Ops tf, Operand<?> x) {
    return x.type() == TBool.class || TFloating.class.isAssignableFrom(x.type())
        ? toFloat(tf, x)
        : (Operand<? extends TNumber>) x;
  }

  /** Returns {@link #numbers} of several operands, as float32 unless all have one type. */
  public static List<Operand<? extends TNumber>> numbers(Ops tf, List<Operand<?>> all) {
    boolean same = all.stream().map(Operand::type).distinct().count() == 1;
    List<Operand<? extends TNumber>> result = new ArrayList<>();
    all.forEach(x -> result.add(same ? numbers(tf, x) : toFloat(tf, x)));
    return result;
  }

  /** Returns the nearest whole numbers that the type has. */
  public static <T extends TNumber> Operand<T> rounded(Ops tf, Operand<TFloat32> x, Class<T> type) {
    boolean bytes = type == TUint8.class;
    boolean ints = type == TInt32.class;
    float low = bytes ? 0 : ints ? Integer.MIN_VALUE : Long.MIN_VALUE;
    // The largest float32 that the type can hold.
    float high = bytes ? 255 : Math.nextDown(ints ? 0x1p31f : 0x1p63f);
    Operand<TFloat32> within =
        tf.math.maximum(tf.math.minimum(tf.math.rint(x), tf.constant(high)), tf.constant(low));
    return tf.dtypes.cast(within, type);
  }

  /** Returns the size of the first axis as a float32 scalar. */
  public static Operand<TFloat32> batchSize(Ops tf, Operand<?> x) {
    return tf.dtypes.cast(dim(tf, x, 0), TFloat32.class);
  }

  /** Returns the size of an axis as a scalar, for dimensions that are known only at run time. */
  public static Operand<TInt32> dim(Ops tf, Operand<?> x, int axis) {
    return tf.gather(tf.shape(x), tf.constant(axis), tf.constant(0));
  }

  /** Returns a penalty on activations, divided by the batch size as Keras does. */
  public static Operand<TFloat32> perSample(Ops tf, WeightFunction regularizer, Operand<?> output) {
    Operand<TFloat32> penalty = penalty(tf, regularizer, toFloat(tf, output));
    if (output.shape().numDimensions() == 0) {
      return penalty;
    }
    return tf.math.divNoNan(penalty, batchSize(tf, output));
  }

  /** Returns the penalty that a regularizer gives. */
  public static Operand<TFloat32> penalty(Ops tf, WeightFunction regularizer, Operand<TFloat32> x) {
    String who = "Regularizer " + regularizer.className();
    return Returned.value(regularizer.call(tf, x), who, "call", "a scalar tensor");
  }

  /** Returns the value that a constraint allows for a weight. */
  public static Operand<TFloat32> constrained(
      Ops tf, WeightFunction constraint, Variable weight, Operand<TFloat32> value) {
    return Returned.value(
        constraint.call(tf, value),
        "Constraint " + constraint.className() + " of weight '" + weight.path() + "'",
        "call",
        "a tensor of the weight's shape");
  }
}
