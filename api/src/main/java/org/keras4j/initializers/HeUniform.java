package org.keras4j.initializers;

/** Uniform values in ±√(6 / fan-in): Keras's {@code HeUniform}. */
public final class HeUniform extends FanScaling<HeUniform> {

  /** Makes the initializer; without {@link #seed} it draws one. */
  public HeUniform() {
    super(2, "fan_in", "uniform");
  }
}
