package org.keras4j.core;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Something that is computed from the value of a weight: the penalty that a regularizer gives, or
 * the value that a constraint allows.
 */
@FunctionalInterface
public interface WeightFunction {

  /** Adds the operations that compute it to a graph. */
  Operand<TFloat32> call(Ops tf, Operand<TFloat32> w);

  /** Returns the name that error messages say; by default {@code function}. */
  default String className() {
    return "function";
  }
}
