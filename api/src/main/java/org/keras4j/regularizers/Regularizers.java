package org.keras4j.regularizers;

/** Finds regularizers by Keras's names. */
public final class Regularizers {

  private Regularizers() {}

  /**
   * Returns a new regularizer with its defaults: {@code "l1"} and {@code "l2"} with factor 0.01,
   * {@code "l1l2"} with factors 0.
   *
   * @throws IllegalArgumentException for an unknown name, listing the valid ones
   */
  public static Regularizer get(String name) {
    return Regularizer.KIND.get(name);
  }
}
