package org.keras4j.metrics;

/**
 * The harmonic mean of precision and recall, for each class or over all: Keras's {@code F1Score}.
 * Targets and predictions have shape {@code (batch, classes)}.
 */
public final class F1Score extends FScore<F1Score> {

  /** Makes the metric, the largest prediction of a row counting as yes. */
  public F1Score() {}

  @Override
  boolean hasBeta() {
    return false;
  }
}
