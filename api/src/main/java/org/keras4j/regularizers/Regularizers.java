package org.keras4j.regularizers;

import org.keras4j.internal.Registry;

/** Finds regularizers by Keras's names. */
public final class Regularizers {

  private static final Registry<Regularizer> REGISTRY =
      new Registry<Regularizer>("regularizer", false)
          .add(L1::new, "L1", "l1")
          .add(L2::new, "L2", "l2")
          .add(L1L2::new, "L1L2", "l1l2", "l1_l2")
          .add(OrthogonalRegularizer::new, "OrthogonalRegularizer", "orthogonal_regularizer");

  private Regularizers() {}

  /**
   * Returns a new regularizer with its defaults: {@code "l1"} and {@code "l2"} with factor 0.01,
   * {@code "l1l2"} with factors 0.
   *
   * @throws IllegalArgumentException for an unknown name, listing the valid ones
   */
  public static Regularizer get(String name) {
    return REGISTRY.get(name);
  }
}
