package org.keras4j.initializers;

/**
 * Uniform values in ±√(6 / (fan-in + fan-out)): Keras's {@code GlorotUniform}, the default for
 * kernels.
 */
public final class GlorotUniform extends FanScaling<GlorotUniform> {

  /** Makes the initializer; without {@link #seed} it draws one. */
  public GlorotUniform() {
    super(1, "fan_avg", "uniform");
  }
}
