package org.keras4j.optimizers;

import org.keras4j.internal.Registry;

/** Finds optimizers by Keras's names, in any case. */
public final class Optimizers {

  private static final Registry<Optimizer> REGISTRY =
      new Registry<Optimizer>("optimizer", true).add(Adam::new, "adam");

  private Optimizers() {}

  /**
   * Returns a new optimizer with its defaults.
   *
   * @param name such as {@code "adam"}
   * @throws IllegalArgumentException for an unknown name, listing the valid ones
   */
  public static Optimizer get(String name) {
    return REGISTRY.get(name);
  }
}
