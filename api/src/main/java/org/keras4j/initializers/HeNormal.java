package org.keras4j.initializers;

/** Values from a cut normal distribution of variance 2 / fan-in: Keras's {@code HeNormal}. */
public final class HeNormal extends FanScaling<HeNormal> {

  /** Makes the initializer; without {@link #seed} it draws one. */
  public HeNormal() {
    super(2, "fan_in", "truncated_normal");
  }
}
