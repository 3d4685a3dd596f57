package org.keras4j.metrics;

import org.keras4j.core.Config;

/**
 * Intersection over union, averaged over the chosen classes: Keras's {@code IoU}. Targets and
 * predictions are class numbers.
 */
public final class IoU extends ClassOverlap<IoU> {

  /**
   * Makes the metric.
   *
   * @param numClasses number of classes, at least 1
   * @param targetClassIds the classes to average over
   */
  public IoU(int numClasses, int... targetClassIds) {
    super(numClasses, targetClassIds, true);
  }

  /** Sets whether targets are class numbers rather than one-hot. By default true. */
  public IoU sparseYTrue(boolean value) {
    sparseTargets(value);
    return this;
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    numClassesConfig(c);
    targetsConfig(c);
    optionsConfig(c, true);
  }
}
