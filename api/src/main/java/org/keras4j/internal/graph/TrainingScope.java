package org.keras4j.internal.graph;

import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Scope;

/**
 * A scope of a graph that will be differentiated: operations for which TensorFlow's C library knows
 * no gradient, but Python does, get one when they are added; see {@link MissingGradients}.
 */
final class TrainingScope extends WrappingScope {

  TrainingScope(Scope inner) {
    super(inner);
  }

  @Override
  public OperationBuilder opBuilder(String type, String name) {
    OperationBuilder builder = inner().opBuilder(type, name);
    return MissingGradients.know(type) ? MissingGradients.added(type, builder, inner()) : builder;
  }

  @Override
  Scope around(Scope other) {
    return new TrainingScope(other);
  }
}
