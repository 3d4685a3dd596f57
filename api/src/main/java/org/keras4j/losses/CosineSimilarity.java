package org.keras4j.losses;

import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.keras4j.internal.losses.Cosine;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Minus the cosine of the angle between targets and predictions, from −1 (same direction) to 1:
 * Keras's {@code CosineSimilarity} loss, {@code "cosine_similarity"}. Targets must have the
 * output's shape. The metric of the same name has the opposite sign.
 */
public final class CosineSimilarity extends FluentLoss<CosineSimilarity> {

  private int axis = -1;

  /** Makes the loss along the last axis. */
  public CosineSimilarity() {}

  /** Sets the axis of the vectors. By default the last. */
  public CosineSimilarity axis(int value) {
    axis = value;
    return this;
  }

  @Override
  protected @Nullable String problem(Shape yTrue, Shape yPred) {
    return TargetShapes.likeOutput(yTrue, yPred, axis);
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    return tf.math.neg(Cosine.of(tf, yTrue, yPred, axis));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    // Keras's own config forgets the axis; it reads the key all the same.
    if (c.isReading() || axis != -1) {
      c.integer("axis", axis, this::axis);
    }
  }
}
