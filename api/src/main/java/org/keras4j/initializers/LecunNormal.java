package org.keras4j.initializers;

/** Values from a cut normal distribution of variance 1 / fan-in: Keras's {@code LecunNormal}. */
public final class LecunNormal extends FanScaling<LecunNormal> {

  /** Makes the initializer; without {@link #seed} it draws one. */
  public LecunNormal() {
    super(1, "fan_in", "truncated_normal");
  }
}
