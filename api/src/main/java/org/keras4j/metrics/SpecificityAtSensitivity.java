package org.keras4j.metrics;

import org.keras4j.core.CallContext;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The best specificity at a sensitivity (recall) of at least a given one: Keras's {@code
 * SpecificityAtSensitivity}.
 */
public final class SpecificityAtSensitivity extends BestUnderConstraint<SpecificityAtSensitivity> {

  /**
   * Makes the metric with 200 thresholds.
   *
   * @param sensitivity the least sensitivity (recall), in [0, 1]
   */
  public SpecificityAtSensitivity(double sensitivity) {
    super("sensitivity", sensitivity);
  }

  @Override
  Operand<TFloat32> constrained(Ops tf, CallContext context) {
    return recall(tf, context);
  }

  @Override
  Operand<TFloat32> wanted(Ops tf, CallContext context) {
    return specificity(tf, context);
  }
}
