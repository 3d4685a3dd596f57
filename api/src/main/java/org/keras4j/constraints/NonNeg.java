package org.keras4j.constraints;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Negative elements become 0: Keras's {@code NonNeg}. */
public final class NonNeg extends Constraint {

  /** Makes the constraint. */
  public NonNeg() {}

  @Override
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> w) {
    return tf.nn.relu(w);
  }
}
