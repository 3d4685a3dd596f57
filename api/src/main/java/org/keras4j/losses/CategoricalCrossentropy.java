package org.keras4j.losses;

import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Crossentropy between one-hot targets and predicted class probabilities: Keras's {@code
 * CategoricalCrossentropy}.
 *
 * <p>{@code −Σ y·ln p} over the last axis. If the predictions come straight from a softmax, its
 * input is used instead, in one fused, stable operation; otherwise p is normalised and clipped to
 * [1e-7, 1 − 1e-7].
 */
public final class CategoricalCrossentropy extends FluentLoss<CategoricalCrossentropy> {

  private boolean fromLogits;
  private double labelSmoothing;
  private int axis = -1;

  /** Makes the loss with Keras's defaults: probabilities, no label smoothing. */
  public CategoricalCrossentropy() {}

  /** Sets whether predictions are logits rather than probabilities. By default false. */
  public CategoricalCrossentropy fromLogits(boolean value) {
    fromLogits = value;
    return this;
  }

  /** Sets the share of the target that is spread over all classes, in [0, 1]. By default 0. */
  public CategoricalCrossentropy labelSmoothing(double value) {
    labelSmoothing = Smoothing.check(className(), value);
    return this;
  }

  /** Sets the axis of the classes. By default the last. */
  public CategoricalCrossentropy axis(int value) {
    axis = value;
    return this;
  }

  @Override
  protected @Nullable String problem(Shape yTrue, Shape yPred) {
    return TargetShapes.oneHot(yTrue, yPred, axis);
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Operand<TFloat32> y = Smoothing.categorical(tf, yTrue, labelSmoothing, axis);
    return Crossentropy.categorical(tf, y, yPred, fromLogits, axis);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.flag("from_logits", fromLogits, this::fromLogits);
    c.number("label_smoothing", labelSmoothing, this::labelSmoothing);
    c.integer("axis", axis, this::axis);
  }
}
