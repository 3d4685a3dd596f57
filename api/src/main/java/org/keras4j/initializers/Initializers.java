package org.keras4j.initializers;

import org.keras4j.internal.Registry;

/** Finds initializers by Keras's names. */
public final class Initializers {

  private static final Registry<Initializer> REGISTRY =
      new Registry<Initializer>("initializer", false)
          .add(Zeros::new, "Zeros", "zeros", "zero")
          .add(GlorotUniform::new, "GlorotUniform", "glorot_uniform")
          .add(VarianceScaling::new, "VarianceScaling", "variance_scaling");

  private Initializers() {}

  /**
   * Returns a new initializer with its defaults.
   *
   * @param name class name or snake case, such as {@code "glorot_uniform"}
   * @throws IllegalArgumentException for an unknown name, listing the valid ones
   */
  public static Initializer get(String name) {
    return REGISTRY.get(name);
  }
}
