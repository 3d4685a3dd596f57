package org.keras4j.metrics;

import org.keras4j.core.Config;

/**
 * Intersection over union, averaged over the chosen classes: Keras's {@code OneHotIoU}. Targets are
 * one-hot; of the predictions the largest counts.
 */
public final class OneHotIoU extends ClassOverlap<OneHotIoU> {

  /**
   * Makes the metric.
   *
   * @param numClasses number of classes, at least 1
   * @param targetClassIds the classes to average over
   */
  public OneHotIoU(int numClasses, int... targetClassIds) {
    super(numClasses, targetClassIds, false);
  }

  @Override
  protected void config(Config c) {
    numClassesConfig(c);
    targetsConfig(c);
    super.config(c);
    optionsConfig(c, false);
  }
}
