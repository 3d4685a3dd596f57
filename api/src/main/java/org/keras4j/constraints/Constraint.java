package org.keras4j.constraints;

import org.keras4j.KerasObject;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What a weight is brought back to after each update: Keras's {@code Constraint}. */
public abstract class Constraint extends KerasObject {

  /** For subclasses. */
  protected Constraint() {}

  /** Returns the nearest allowed value, of the same shape. */
  public abstract Operand<TFloat32> call(Ops tf, Operand<TFloat32> w);
}
