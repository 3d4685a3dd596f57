package org.keras4j.losses;

import org.keras4j.core.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A loss that is a function; it has no config that could bring it back. */
final class LambdaLoss extends FluentLoss<LambdaLoss> {

  private final LossFunction function;

  LambdaLoss(String name, LossFunction function) {
    this.function = function;
    name(name);
  }

  @Override
  public String className() {
    return "LossFunctionWrapper";
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    return function.call(tf, yTrue, yPred);
  }

  @Override
  protected void config(Config c) {
    throw new IllegalStateException(
        "Loss '"
            + name()
            + "' is a function, which cannot be written; write a subclass of Loss instead and"
            + " register it with Keras.register");
  }
}
