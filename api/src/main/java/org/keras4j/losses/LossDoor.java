package org.keras4j.losses;

import org.jspecify.annotations.Nullable;
import org.keras4j.internal.losses.LossAccess;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What training and metrics reach of a loss. */
final class LossDoor extends LossAccess {

  @Override
  public @Nullable String problem(Loss loss, Shape yTrue, Shape yPred) {
    return loss.problem(yTrue, yPred);
  }

  @Override
  public @Nullable String problem(Loss loss, NDArray yTrue, Shape yPred) {
    return loss.problem(yTrue, yPred);
  }

  @Override
  public Values values(Loss loss, Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    return loss.values(tf, yTrue, yPred);
  }
}
