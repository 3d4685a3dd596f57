package org.keras4j.losses;

import org.jspecify.annotations.Nullable;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A loss that is the mean, over the last axis, of a value for each pair of target and prediction.
 *
 * @param <S> the loss's own type
 */
abstract class PointwiseLoss<S extends PointwiseLoss<S>> extends FluentLoss<S> {

  /** Returns the value of each pair. */
  abstract Operand<TFloat32> each(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred);

  @Override
  protected @Nullable String problem(Shape yTrue, Shape yPred) {
    return TargetShapes.likeOutput(yTrue, yPred);
  }

  @Override
  protected final Operand<TFloat32> call(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    return tf.math.mean(each(tf, yTrue, yPred), tf.constant(new int[] {-1}));
  }
}
