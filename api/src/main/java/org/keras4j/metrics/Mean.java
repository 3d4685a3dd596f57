package org.keras4j.metrics;

import org.keras4j.ndarray.NDArray;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The weighted mean of the predictions themselves: Keras's {@code Mean}. */
public final class Mean extends MeanMetric<Mean> {

  /** Makes the metric. */
  public Mean() {}

  /** Takes in values outside any model. */
  public void updateState(NDArray values) {
    updateState(values, values);
  }

  /** As in Keras, where only means of functions of targets and predictions do. */
  @Override
  boolean heedsMask() {
    return false;
  }

  @Override
  protected Operand<TFloat32> values(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    return yPred;
  }
}
