package org.keras4j.initializers;

import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Makes ones: Keras's {@code Ones}. */
public final class Ones extends Initializer {

  /** Makes the initializer. */
  public Ones() {}

  @Override
  public Operand<TFloat32> call(Ops tf, Shape shape) {
    return tf.fill(tf.constant(shape.asArray()), tf.constant(1f));
  }
}
