package org.keras4j.losses;

import org.jspecify.annotations.Nullable;
import org.keras4j.Config;
import org.keras4j.Shape;
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
public final class CategoricalCrossentropy extends Loss {

  private boolean fromLogits;
  private double labelSmoothing;

  /** Makes the loss with Keras's defaults: probabilities, no label smoothing. */
  public CategoricalCrossentropy() {}

  /** Sets whether predictions are logits rather than probabilities. By default false. */
  public CategoricalCrossentropy fromLogits(boolean value) {
    fromLogits = value;
    return this;
  }

  /** Sets the share of the target that is spread over all classes, in [0, 1]. By default 0. */
  public CategoricalCrossentropy labelSmoothing(double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "CategoricalCrossentropy: labelSmoothing must lie in [0, 1]; received " + value);
    }
    labelSmoothing = value;
    return this;
  }

  @Override
  public @Nullable String problem(Shape yTrue, Shape yPred) {
    if (yTrue.rank() != yPred.rank() || yTrue.get(-1) != yPred.get(-1)) {
      return "needs one-hot targets as wide as the output, "
          + yPred.get(-1)
          + " columns; for class numbers use sparse_categorical_crossentropy, or make them one-hot"
          + " with Utils.toCategorical";
    }
    return null;
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Operand<TFloat32> y = yTrue;
    if (labelSmoothing > 0) {
      float classes = yPred.shape().get(yPred.shape().numDimensions() - 1);
      y =
          tf.math.add(
              tf.math.mul(y, tf.constant((float) (1 - labelSmoothing))),
              tf.constant((float) (labelSmoothing / classes)));
    }
    return Crossentropy.categorical(tf, y, yPred, fromLogits);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    fromLogits = c.flag("from_logits", fromLogits);
    labelSmoothing = c.number("label_smoothing", labelSmoothing);
    c.integer("axis", -1);
  }
}
