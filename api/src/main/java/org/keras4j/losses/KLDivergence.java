package org.keras4j.losses;

import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Numbers;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code Σ y·ln(y / p)} over the last axis, both clipped to [1e-7, 1]: Keras's {@code
 * KLDivergence}, {@code "kld"}. Targets and predictions are distributions of equal shape.
 */
public final class KLDivergence extends FluentLoss<KLDivergence> {

  /** Makes the loss. */
  public KLDivergence() {}

  @Override
  protected @Nullable String problem(Shape yTrue, Shape yPred) {
    return TargetShapes.likeOutput(yTrue, yPred);
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Operand<TFloat32> low = tf.constant((float) Numbers.EPSILON);
    Operand<TFloat32> high = tf.constant(1f);
    Operand<TFloat32> y = tf.clipByValue(yTrue, low, high);
    Operand<TFloat32> p = tf.clipByValue(yPred, low, high);
    return tf.reduceSum(
        tf.math.mul(y, tf.math.log(tf.math.div(y, p))), tf.constant(new int[] {-1}));
  }
}
