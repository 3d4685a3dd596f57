package org.keras4j.initializers;

/** Finds initializers by Keras's names. */
public final class Initializers {

  private Initializers() {}

  /**
   * Returns a new initializer with its defaults.
   *
   * @param name class name or snake case, such as {@code "glorot_uniform"}
   * @throws IllegalArgumentException for an unknown name, listing the valid ones
   */
  public static Initializer get(String name) {
    return Initializer.KIND.get(name);
  }
}
