package org.keras4j.metrics;

import org.keras4j.core.Config;
import org.keras4j.losses.Loss;

/**
 * The mean of the crossentropy of yes and no: Keras's metric {@code BinaryCrossentropy}, {@code
 * "bce"}. See {@link org.keras4j.losses.BinaryCrossentropy}.
 */
public final class BinaryCrossentropy extends LossMetric<BinaryCrossentropy> {

  private boolean fromLogits;
  private double labelSmoothing;

  /** Makes the metric with Keras's defaults: probabilities, no label smoothing. */
  public BinaryCrossentropy() {}

  /** Sets whether predictions are logits rather than probabilities. By default false. */
  public BinaryCrossentropy fromLogits(boolean value) {
    fromLogits = value;
    return this;
  }

  /** Sets how far targets are drawn towards ½, in [0, 1]. By default 0. */
  public BinaryCrossentropy labelSmoothing(double value) {
    new org.keras4j.losses.BinaryCrossentropy().labelSmoothing(value);
    labelSmoothing = value;
    return this;
  }

  @Override
  Loss loss() {
    return new org.keras4j.losses.BinaryCrossentropy()
        .fromLogits(fromLogits)
        .labelSmoothing(labelSmoothing);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.flag("from_logits", fromLogits, this::fromLogits);
    c.number("label_smoothing", labelSmoothing, this::labelSmoothing);
  }
}
