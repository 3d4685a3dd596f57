package org.keras4j.losses;

import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.keras4j.internal.ops.Alignment;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A loss made of sums over whole axes, for segmentation.
 *
 * @param <S> the loss's own type
 */
abstract class OverlapLoss<S extends OverlapLoss<S>> extends FluentLoss<S> {

  private int @Nullable [] axis;

  /** Sets the axes of the sums. By default all, so that a batch has one value. */
  public final S axis(int... axes) {
    axis = axes.clone();
    return self();
  }

  @Override
  protected @Nullable String problem(Shape yTrue, Shape yPred) {
    return axis == null
        ? TargetShapes.likeOutput(yTrue, yPred)
        : TargetShapes.likeOutput(yTrue, yPred, axis);
  }

  /** Sums over the axes. */
  final Operand<TFloat32> sum(Ops tf, Operand<TFloat32> x) {
    return axis == null ? Alignment.sum(tf, x) : tf.reduceSum(x, tf.constant(axis));
  }

  /** Exchanges the axes under the key {@code "axis"}. */
  final void axisConfig(Config c) {
    c.integersOrNull("axis", axis, this::axis);
  }
}
