package org.keras4j.framework;

import org.keras4j.regularizers.Regularizer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A regularizer of the framework. */
final class FrameworkRegularizer extends Regularizer {

  private final org.tensorflow.framework.regularizers.Regularizer regularizer;

  FrameworkRegularizer(org.tensorflow.framework.regularizers.Regularizer regularizer) {
    this.regularizer = regularizer;
  }

  @Override
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> x) {
    return regularizer.call(tf, x);
  }
}
