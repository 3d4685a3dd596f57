package org.keras4j.core;

import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/** What an optimizer needs from the training graph besides what layers need. */
public interface UpdateContext extends CallContext {

  /** Returns the handle of the resource variable, for TensorFlow's fused {@code ResourceApply…}. */
  Operand<? extends TType> handle(Variable variable);

  /**
   * Returns the operation behind which a variable may be written: the step has read it, and it has
   * the value that a layer gave it in this step, if one did.
   */
  Op ready(Variable variable);

  /** Returns operations that run after the given ones. */
  Ops after(Op... earlier);
}
