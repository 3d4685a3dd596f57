package org.keras4j.initializers;

/**
 * Values from a cut normal distribution of variance 2 / (fan-in + fan-out): Keras's {@code
 * GlorotNormal}.
 */
public final class GlorotNormal extends FanScaling<GlorotNormal> {

  /** Makes the initializer; without {@link #seed} it draws one. */
  public GlorotNormal() {
    super(1, "fan_avg", "truncated_normal");
  }
}
