package org.keras4j.losses;

import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Crossentropy between yes-or-no targets and predicted probabilities: Keras's {@code
 * BinaryCrossentropy}, {@code "bce"}.
 *
 * <p>Mean of {@code −y·ln p − (1 − y)·ln(1 − p)}. If the predictions come straight from a sigmoid,
 * its input is used instead, in a stable formula; otherwise p is clipped to [1e-7, 1 − 1e-7].
 * Targets must have the output's shape; values between 0 and 1 are allowed.
 */
public final class BinaryCrossentropy extends FluentLoss<BinaryCrossentropy> {

  private boolean fromLogits;
  private double labelSmoothing;
  private int axis = -1;

  /** Makes the loss with Keras's defaults: probabilities, no label smoothing. */
  public BinaryCrossentropy() {}

  /** Sets whether predictions are logits rather than probabilities. By default false. */
  public BinaryCrossentropy fromLogits(boolean value) {
    fromLogits = value;
    return this;
  }

  /** Sets how far targets are drawn towards ½, in [0, 1]. By default 0. */
  public BinaryCrossentropy labelSmoothing(double value) {
    labelSmoothing = Smoothing.check(className(), value);
    return this;
  }

  /** Sets the axis over which the mean is taken. By default the last. */
  public BinaryCrossentropy axis(int value) {
    axis = value;
    return this;
  }

  @Override
  protected @Nullable String problem(Shape yTrue, Shape yPred) {
    return TargetShapes.likeOutput(yTrue, yPred, axis);
  }

  @Override
  protected @Nullable String problem(NDArray yTrue, Shape yPred) {
    return Crossentropy.binaryLabelProblem(yTrue);
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Operand<TFloat32> y = Smoothing.binary(tf, yTrue, labelSmoothing);
    return tf.math.mean(
        Crossentropy.binary(tf, y, yPred, fromLogits), tf.constant(new int[] {axis}));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.flag("from_logits", fromLogits, this::fromLogits);
    c.number("label_smoothing", labelSmoothing, this::labelSmoothing);
    c.integer("axis", axis, this::axis);
  }
}
