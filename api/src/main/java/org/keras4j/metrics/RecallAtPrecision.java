package org.keras4j.metrics;

import org.keras4j.core.CallContext;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The best recall at a precision of at least a given one: Keras's {@code RecallAtPrecision}. */
public final class RecallAtPrecision extends BestUnderConstraint<RecallAtPrecision> {

  /**
   * Makes the metric with 200 thresholds.
   *
   * @param precision the least precision, in [0, 1]
   */
  public RecallAtPrecision(double precision) {
    super("precision", precision);
  }

  @Override
  Operand<TFloat32> constrained(Ops tf, CallContext context) {
    return precision(tf, context);
  }

  @Override
  Operand<TFloat32> wanted(Ops tf, CallContext context) {
    return recall(tf, context);
  }
}
