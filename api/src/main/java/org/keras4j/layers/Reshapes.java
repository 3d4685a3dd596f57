package org.keras4j.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keras4j.internal.engine.Casts;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** Reshaping when some dimensions are known only at run time. */
final class Reshapes {

  private Reshapes() {}

  /** Returns the size of an axis: a constant if it is known, else what turns up at run time. */
  static Operand<TInt32> size(Ops tf, Operand<?> x, int axis) {
    long n = x.shape().get(axis);
    return n >= 0 ? tf.constant(Math.toIntExact(n)) : Casts.dim(tf, x, axis);
  }

  /**
   * Reshapes {@code x} to {@code dims}; an unknown one among them is taken from the same axis of
   * {@code like}, unless it is the only one, which TensorFlow works out by itself.
   */
  static <T extends TType> Operand<T> to(Ops tf, Operand<T> x, Operand<?> like, long[] dims) {
    boolean empty = Arrays.stream(dims).anyMatch(d -> d == 0);
    if (!empty && Arrays.stream(dims).filter(d -> d < 0).count() <= 1) {
      return tf.reshape(x, tf.constant(dims));
    }
    List<Operand<TInt32>> parts = new ArrayList<>();
    for (int i = 0; i < dims.length; i++) {
      parts.add(dims[i] < 0 ? Casts.dim(tf, like, i) : tf.constant((int) dims[i]));
    }
    return tf.reshape(x, tf.stack(parts));
  }
}
