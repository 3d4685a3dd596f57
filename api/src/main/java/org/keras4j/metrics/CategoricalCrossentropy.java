package org.keras4j.metrics;

import org.keras4j.core.Config;
import org.keras4j.internal.losses.LossAccess;
import org.keras4j.losses.Loss;
import org.keras4j.ndarray.Shape;

/**
 * The mean of the crossentropy with one-hot targets: Keras's metric {@code
 * CategoricalCrossentropy}. See {@link org.keras4j.losses.CategoricalCrossentropy}.
 */
public final class CategoricalCrossentropy extends LossMetric<CategoricalCrossentropy> {

  private boolean fromLogits;
  private double labelSmoothing;
  private int axis = -1;

  /** Makes the metric with Keras's defaults: probabilities, no label smoothing. */
  public CategoricalCrossentropy() {}

  /** Sets whether predictions are logits rather than probabilities. By default false. */
  public CategoricalCrossentropy fromLogits(boolean value) {
    fromLogits = value;
    return this;
  }

  /** Sets the share of the target that is spread over all classes, in [0, 1]. By default 0. */
  public CategoricalCrossentropy labelSmoothing(double value) {
    new org.keras4j.losses.CategoricalCrossentropy().labelSmoothing(value);
    labelSmoothing = value;
    return this;
  }

  /** Sets the axis of the classes. By default the last. */
  public CategoricalCrossentropy axis(int value) {
    axis = value;
    return this;
  }

  @Override
  void checkShapes(Shape yTrue, Shape yPred) {
    refuse(LossAccess.get().problem(loss(), yTrue, yPred), yTrue, yPred);
  }

  @Override
  Loss loss() {
    return new org.keras4j.losses.CategoricalCrossentropy()
        .fromLogits(fromLogits)
        .labelSmoothing(labelSmoothing)
        .axis(axis);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.flag("from_logits", fromLogits, this::fromLogits);
    c.number("label_smoothing", labelSmoothing, this::labelSmoothing);
    c.integer("axis", axis, this::axis);
  }
}
