package org.keras4j.losses;

import org.keras4j.internal.Registry;

/** Finds losses by Keras's names. */
public final class Losses {

  private static final Registry<Loss> REGISTRY =
      new Registry<Loss>("loss", false)
          .add(CategoricalCrossentropy::new, "CategoricalCrossentropy", "categorical_crossentropy");

  private Losses() {}

  /**
   * Returns a new loss with its defaults.
   *
   * @param name such as {@code "categorical_crossentropy"} or {@code "mse"}
   * @throws IllegalArgumentException for an unknown name, listing the valid ones
   */
  public static Loss get(String name) {
    return REGISTRY.get(name).name(name);
  }
}
