package org.keras4j.metrics;

import org.keras4j.core.Config;

/**
 * Intersection over union, averaged over all classes that occur: Keras's {@code MeanIoU}. Targets
 * and predictions are class numbers.
 */
public final class MeanIoU extends ClassOverlap<MeanIoU> {

  /**
   * Makes the metric.
   *
   * @param numClasses number of classes, at least 1
   */
  public MeanIoU(int numClasses) {
    super(numClasses, all(Math.max(1, numClasses)), true);
  }

  /** Sets whether targets are class numbers rather than one-hot. By default true. */
  public MeanIoU sparseYTrue(boolean value) {
    sparseTargets(value);
    return this;
  }

  @Override
  protected void config(Config c) {
    numClassesConfig(c);
    super.config(c);
    optionsConfig(c, true);
  }
}
