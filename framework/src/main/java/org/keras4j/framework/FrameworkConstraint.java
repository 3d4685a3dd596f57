package org.keras4j.framework;

import org.keras4j.constraints.Constraint;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A constraint of the framework. */
final class FrameworkConstraint extends Constraint {

  private final org.tensorflow.framework.constraints.Constraint constraint;

  FrameworkConstraint(org.tensorflow.framework.constraints.Constraint constraint) {
    this.constraint = constraint;
  }

  @Override
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> w) {
    return constraint.call(tf, w);
  }
}
