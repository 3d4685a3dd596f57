package org.keras4j.metrics;

import org.keras4j.core.CallContext;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The best precision at a recall of at least a given one: Keras's {@code PrecisionAtRecall}. */
public final class PrecisionAtRecall extends BestUnderConstraint<PrecisionAtRecall> {

  /**
   * Makes the metric with 200 thresholds.
   *
   * @param recall the least recall, in [0, 1]
   */
  public PrecisionAtRecall(double recall) {
    super("recall", recall);
  }

  @Override
  Operand<TFloat32> constrained(Ops tf, CallContext context) {
    return recall(tf, context);
  }

  @Override
  Operand<TFloat32> wanted(Ops tf, CallContext context) {
    return precision(tf, context);
  }
}
