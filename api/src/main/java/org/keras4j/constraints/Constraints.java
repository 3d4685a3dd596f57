package org.keras4j.constraints;

import org.keras4j.internal.Registry;

/** Finds constraints by Keras's names. */
public final class Constraints {

  private static final Registry<Constraint> REGISTRY =
      new Registry<Constraint>("constraint", false)
          .add(MaxNorm::new, "MaxNorm", "max_norm")
          .add(MinMaxNorm::new, "MinMaxNorm", "min_max_norm")
          .add(NonNeg::new, "NonNeg", "non_neg")
          .add(UnitNorm::new, "UnitNorm", "unit_norm");

  private Constraints() {}

  /**
   * Returns a new constraint with its defaults.
   *
   * @param name class name or snake case, such as {@code "max_norm"}
   * @throws IllegalArgumentException for an unknown name, listing the valid ones
   */
  public static Constraint get(String name) {
    return REGISTRY.get(name);
  }
}
