package org.keras4j.internal.engine;

import org.keras4j.regularizers.Regularizer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
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

  /** Returns the size of the first axis as a float32 scalar. */
  public static Operand<TFloat32> batchSize(Ops tf, Operand<?> x) {
    return tf.dtypes.cast(dim(tf, x, 0), TFloat32.class);
  }

  /** Returns the size of an axis as a scalar, for dimensions that are known only at run time. */
  public static Operand<TInt32> dim(Ops tf, Operand<?> x, int axis) {
    return tf.gather(tf.shape(x), tf.constant(axis), tf.constant(0));
  }

  /** Returns a penalty on activations, divided by the batch size as Keras does. */
  public static Operand<TFloat32> perSample(Ops tf, Regularizer regularizer, Operand<?> output) {
    Operand<TFloat32> penalty = regularizer.call(tf, toFloat(tf, output));
    if (output.shape().numDimensions() == 0) {
      return penalty;
    }
    return tf.math.divNoNan(penalty, batchSize(tf, output));
  }
}
