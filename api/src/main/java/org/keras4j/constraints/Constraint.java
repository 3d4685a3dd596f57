package org.keras4j.constraints;

import org.keras4j.core.KerasObject;
import org.keras4j.core.Kind;
import org.keras4j.core.WeightFunction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What a weight is brought back to after each update: Keras's {@code Constraint}. */
public abstract class Constraint extends KerasObject implements WeightFunction {

  /** The constraints that are known by name. */
  public static final Kind<Constraint> KIND =
      Kind.of("keras.constraints", Constraint.class, "constraint");

  /** For subclasses. */
  protected Constraint() {}

  /** Returns the nearest allowed value, of the same shape. */
  @Override
  public abstract Operand<TFloat32> call(Ops tf, Operand<TFloat32> w);
}
