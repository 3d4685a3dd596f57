package org.keras4j.constraints;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** All vectors get length 1: Keras's {@code UnitNorm}. */
public final class UnitNorm extends NormConstraint<UnitNorm> {

  /** Makes the constraint. */
  public UnitNorm() {}

  @Override
  Operand<TFloat32> scale(
      Ops tf, Operand<TFloat32> w, Operand<TFloat32> norm, Operand<TFloat32> safe) {
    return tf.math.div(w, safe);
  }
}
