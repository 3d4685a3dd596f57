package org.keras4j.regularizers;

import org.keras4j.core.KerasObject;
import org.keras4j.core.Kind;
import org.keras4j.core.WeightFunction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A penalty that is added to the loss: Keras's {@code Regularizer}. */
public abstract class Regularizer extends KerasObject implements WeightFunction {

  /** The regularizers that are known by name. */
  public static final Kind<Regularizer> KIND =
      Kind.of("keras.regularizers", Regularizer.class, "regularizer");

  /** For subclasses. */
  protected Regularizer() {}

  /** Returns the penalty for a weight or an output: a scalar. */
  @Override
  public abstract Operand<TFloat32> call(Ops tf, Operand<TFloat32> x);
}
