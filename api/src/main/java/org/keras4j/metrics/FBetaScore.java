package org.keras4j.metrics;

/**
 * The weighted harmonic mean of precision and recall, for each class or over all: Keras's {@code
 * FBetaScore}.
 *
 * <p>{@code (1 + β²)·P·R / (β²·P + R)}. Targets and predictions have shape {@code (batch,
 * classes)}.
 */
public final class FBetaScore extends FScore<FBetaScore> {

  /** Makes the metric with β = 1, the largest prediction of a row counting as yes. */
  public FBetaScore() {
    name("fbeta_score");
  }

  /** Sets β, above 0: how much more recall counts than precision. By default 1. */
  public FBetaScore beta(double value) {
    setBeta(value);
    return this;
  }

  @Override
  boolean hasBeta() {
    return true;
  }
}
