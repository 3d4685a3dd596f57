package org.keras4j.internal.graph;

import java.util.List;
import org.keras4j.core.CallContext;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;

/** Something that adds operations to a graph: a layer or a whole model. */
@FunctionalInterface
public interface TracedFunction {

  /** Adds the operations and returns the outputs. */
  List<Operand<?>> call(Ops tf, List<Operand<?>> inputs, CallContext context);
}
