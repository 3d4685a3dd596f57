package org.keras4j.metrics;

import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.keras4j.losses.Loss;
import org.keras4j.ndarray.Shape;

/**
 * The mean of the crossentropy with class numbers: Keras's metric {@code
 * SparseCategoricalCrossentropy}. See {@link org.keras4j.losses.SparseCategoricalCrossentropy}.
 */
public final class SparseCategoricalCrossentropy extends LossMetric<SparseCategoricalCrossentropy> {

  private boolean fromLogits;
  private @Nullable Integer ignoreClass;

  /** Makes the metric with Keras's defaults: probabilities, no class ignored. */
  public SparseCategoricalCrossentropy() {}

  /** Sets whether predictions are logits rather than probabilities. By default false. */
  public SparseCategoricalCrossentropy fromLogits(boolean value) {
    fromLogits = value;
    return this;
  }

  /**
   * Sets a label whose samples give 0. As in Keras they count in the mean, unless there are sample
   * weights. By default none.
   */
  public SparseCategoricalCrossentropy ignoreClass(@Nullable Integer label) {
    ignoreClass = label;
    return this;
  }

  @Override
  void checkShapes(Shape yTrue, Shape yPred) {
    Labels.requireClassNumbers(this, "categorical_crossentropy", yTrue, yPred);
  }

  @Override
  Loss loss() {
    return new org.keras4j.losses.SparseCategoricalCrossentropy()
        .fromLogits(fromLogits)
        .ignoreClass(ignoreClass);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.flag("from_logits", fromLogits, this::fromLogits);
    c.integerOrNull("ignore_class", ignoreClass, this::ignoreClass);
    c.integer("axis", -1);
  }
}
