package org.keras4j.metrics;

import org.keras4j.core.CallContext;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The best sensitivity (recall) at a specificity of at least a given one: Keras's {@code
 * SensitivityAtSpecificity}.
 */
public final class SensitivityAtSpecificity extends BestUnderConstraint<SensitivityAtSpecificity> {

  /**
   * Makes the metric with 200 thresholds.
   *
   * @param specificity the least specificity, in [0, 1]
   */
  public SensitivityAtSpecificity(double specificity) {
    super("specificity", specificity);
  }

  @Override
  Operand<TFloat32> constrained(Ops tf, CallContext context) {
    return specificity(tf, context);
  }

  @Override
  Operand<TFloat32> wanted(Ops tf, CallContext context) {
    return recall(tf, context);
  }
}
