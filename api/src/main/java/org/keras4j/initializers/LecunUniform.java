package org.keras4j.initializers;

/** Uniform values in ±√(3 / fan-in): Keras's {@code LecunUniform}. */
public final class LecunUniform extends FanScaling<LecunUniform> {

  /** Makes the initializer; without {@link #seed} it draws one. */
  public LecunUniform() {
    super(1, "fan_in", "uniform");
  }
}
