package org.keras4j.optimizers;

import org.keras4j.CallContext;
import org.keras4j.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/** What an optimizer needs from the training graph besides what layers need. */
public interface UpdateContext extends CallContext {

  /** Returns the handle of the resource variable, for TensorFlow's fused {@code ResourceApply…}. */
  Operand<? extends TType> handle(Variable variable);

  /** Returns operations that run after the given ones. */
  Ops after(Op... earlier);
}
