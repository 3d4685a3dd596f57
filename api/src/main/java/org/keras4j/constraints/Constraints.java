package org.keras4j.constraints;

/** Finds constraints by Keras's names. */
public final class Constraints {

  private Constraints() {}

  /**
   * Returns a new constraint with its defaults.
   *
   * @param name class name or snake case, such as {@code "max_norm"}
   * @throws IllegalArgumentException for an unknown name, listing the valid ones
   */
  public static Constraint get(String name) {
    return Constraint.KIND.get(name);
  }
}
