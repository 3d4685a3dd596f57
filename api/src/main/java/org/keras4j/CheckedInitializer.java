package org.keras4j;

import org.keras4j.initializers.Initializer;
import org.keras4j.internal.Returned;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** An initializer whose value is checked; it knows for which variable it is, for the error. */
final class CheckedInitializer extends Initializer {

  private final Initializer inner;
  private final Variable variable;

  CheckedInitializer(Initializer inner, Variable variable) {
    this.inner = inner;
    this.variable = variable;
  }

  @Override
  public Operand<TFloat32> call(Ops tf, Shape shape) {
    String who = "Initializer " + inner.className() + " of variable '" + variable.path() + "'";
    Operand<TFloat32> value = inner.call(tf, shape);
    return Returned.value(value, who, "call", "a tensor of shape " + shape);
  }

  @Override
  protected void config(Config c) {
    throw new UnsupportedOperationException();
  }
}
