package org.keras4j.core;

import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Makes the first value of a {@link Variable}; the initializers are such. */
public interface InitialValue {

  /** Adds the operations that compute the value to a graph. */
  Operand<TFloat32> call(Ops tf, Shape shape);

  /** Computes the value. */
  NDArray initialize(Shape shape);

  /** Returns the name that error messages say. */
  String className();
}
