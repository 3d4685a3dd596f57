package org.keras4j.framework;

import org.jspecify.annotations.Nullable;
import org.keras4j.losses.Loss;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A loss of the framework. Its values are reduced and weighted by Keras4J. */
final class FrameworkLoss extends Loss {

  private final org.tensorflow.framework.losses.Loss loss;
  private final boolean reduces;

  /**
   * Makes the loss.
   *
   * @param reduces whether it is one of the framework's own, which reduce what they compute
   */
  FrameworkLoss(org.tensorflow.framework.losses.Loss loss, boolean reduces) {
    this.loss = loss;
    this.reduces = reduces;
  }

  @Override
  protected @Nullable String problem(Shape yTrue, Shape yPred) {
    return TargetProblem.of(yTrue, yPred);
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Operand<TFloat32> result = loss.call(tf, yTrue, yPred, null);
    Operand<TFloat32> values = reduces ? Unreduced.of(result) : result;
    if (values.shape().numDimensions() == 0 && yPred.shape().numDimensions() > 1) {
      throw new IllegalArgumentException(
          "Loss '"
              + name()
              + "' returns one number for a whole batch; return one for each sample"
              + " (Reduction.NONE), which Keras4J weights and averages");
    }
    return values;
  }
}
