package org.keras4j.constraints;

import org.keras4j.internal.Registry;

/** Finds constraints by Keras's names. */
public final class Constraints {

  private static final Registry<Constraint> REGISTRY = new Registry<>("constraint", false);

  private Constraints() {}

  /**
   * Returns a new constraint with its defaults.
   *
   * @throws IllegalArgumentException for an unknown name, listing the valid ones
   */
  public static Constraint get(String name) {
    return REGISTRY.get(name);
  }
}
