package org.keras4j.metrics;

import org.keras4j.core.Config;

/**
 * Intersection over union, averaged over all classes that occur: Keras's {@code OneHotMeanIoU}.
 * Targets are one-hot; of the predictions the largest counts.
 */
public final class OneHotMeanIoU extends ClassOverlap<OneHotMeanIoU> {

  /**
   * Makes the metric.
   *
   * @param numClasses number of classes, at least 1
   */
  public OneHotMeanIoU(int numClasses) {
    super(numClasses, all(Math.max(1, numClasses)), false);
  }

  @Override
  protected void config(Config c) {
    numClassesConfig(c);
    super.config(c);
    optionsConfig(c, false);
  }
}
