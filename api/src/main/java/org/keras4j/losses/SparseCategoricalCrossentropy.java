package org.keras4j.losses;

import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Crossentropy between class numbers and predicted class probabilities: Keras's {@code
 * SparseCategoricalCrossentropy}.
 *
 * <p>{@code −ln p} of the right class. Targets have one axis less than the output, or 1 as last
 * axis. If the predictions come straight from a softmax, its input is used instead, in one fused,
 * stable operation; otherwise p is clipped to [1e-7, 1 − 1e-7] and normalised. A label that is no
 * class gives NaN.
 */
public final class SparseCategoricalCrossentropy extends FluentLoss<SparseCategoricalCrossentropy> {

  private boolean fromLogits;
  private @Nullable Integer ignoreClass;

  /** Makes the loss with Keras's defaults: probabilities, no class ignored. */
  public SparseCategoricalCrossentropy() {}

  /** Sets whether predictions are logits rather than probabilities. By default false. */
  public SparseCategoricalCrossentropy fromLogits(boolean value) {
    fromLogits = value;
    return this;
  }

  /**
   * Sets a label whose samples do not count, such as −1 or 255 for unlabelled pixels; the loss is
   * the mean over the others. By default none.
   */
  public SparseCategoricalCrossentropy ignoreClass(@Nullable Integer label) {
    ignoreClass = label;
    return this;
  }

  @Override
  protected @Nullable String problem(Shape yTrue, Shape yPred) {
    return TargetShapes.classNumbers(yTrue, yPred);
  }

  @Override
  protected @Nullable String problem(NDArray yTrue, Shape yPred) {
    return TargetShapes.inRange(yTrue, yPred, ignoreClass);
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Operand<TFloat32> y = Crossentropy.squeezeLabels(tf, yTrue, yPred);
    if (ignoreClass == null) {
      return Crossentropy.sparse(tf, y, yPred, fromLogits);
    }
    Operand<TBool> valid = valid(tf, y, ignoreClass);
    Operand<TFloat32> zero = tf.constant(0f);
    Operand<TFloat32> p = tf.select(tf.expandDims(valid, tf.constant(-1)), yPred, zero);
    Operand<TFloat32> labels = tf.select(valid, y, zero);
    return tf.select(valid, Crossentropy.sparse(tf, labels, p, fromLogits), zero);
  }

  @Override
  protected @Nullable Operand<TBool> mask(
      Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred, Operand<TFloat32> values) {
    return ignoreClass == null
        ? null
        : valid(tf, Crossentropy.squeezeLabels(tf, yTrue, yPred), ignoreClass);
  }

  private static Operand<TBool> valid(Ops tf, Operand<TFloat32> labels, int ignored) {
    return tf.math.notEqual(labels, tf.constant((float) ignored));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.flag("from_logits", fromLogits, this::fromLogits);
    c.integerOrNull("ignore_class", ignoreClass, this::ignoreClass);
  }
}
