package org.keras4j.losses;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A loss or metric as a plain function, for lambdas. */
@FunctionalInterface
public interface LossFunction {

  /**
   * Returns one value for each sample.
   *
   * @param yTrue targets as float32, of the same rank as the predictions where that is possible
   * @param yPred predictions, shape {@code (batch, …)}
   * @return shape {@code (batch, …)} with at least the last axis reduced
   */
  Operand<TFloat32> call(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred);
}
