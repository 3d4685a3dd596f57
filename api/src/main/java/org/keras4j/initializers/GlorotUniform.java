package org.keras4j.initializers;

/**
 * Uniform values in ±√(6 / (fan-in + fan-out)): Keras's {@code GlorotUniform}, the default for
 * kernels.
 */
public final class GlorotUniform extends VarianceScaling {

  /** Makes the initializer. */
  public GlorotUniform() {
    super(1, "fan_avg", "uniform");
  }

  @Override
  public GlorotUniform seed(long seed) {
    super.seed(seed);
    return this;
  }
}
