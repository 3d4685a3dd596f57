package org.keras4j.initializers;

import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Makes zeros: Keras's {@code Zeros}. */
public final class Zeros extends Initializer {

  /** Makes the initializer. */
  public Zeros() {}

  @Override
  public Operand<TFloat32> call(Ops tf, Shape shape) {
    return tf.fill(tf.constant(shape.asArray()), tf.constant(0f));
  }
}
