package org.keras4j.losses;

import org.jspecify.annotations.Nullable;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code max(max((1 − y)·p) − Σ y·p + 1, 0)} over the last axis: Keras's {@code CategoricalHinge},
 * {@code "categorical_hinge"}. Targets are one-hot.
 */
public final class CategoricalHinge extends FluentLoss<CategoricalHinge> {

  /** Makes the loss. */
  public CategoricalHinge() {}

  @Override
  protected @Nullable String problem(Shape yTrue, Shape yPred) {
    return TargetShapes.oneHot(yTrue, yPred);
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Operand<TFloat32> one = tf.constant(1f);
    var last = tf.constant(new int[] {-1});
    Operand<TFloat32> right = tf.reduceSum(tf.math.mul(yTrue, yPred), last);
    Operand<TFloat32> wrong = tf.reduceMax(tf.math.mul(tf.math.sub(one, yTrue), yPred), last);
    return tf.math.maximum(tf.math.add(tf.math.sub(wrong, right), one), tf.constant(0f));
  }
}
