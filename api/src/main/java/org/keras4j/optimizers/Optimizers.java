package org.keras4j.optimizers;

import java.util.Map;

/** Finds optimizers by Keras's names, in any case. */
public final class Optimizers {

  private Optimizers() {}

  /**
   * Returns a new optimizer with its defaults.
   *
   * @param name such as {@code "adam"}
   * @throws IllegalArgumentException for an unknown name, listing the valid ones
   */
  public static Optimizer get(String name) {
    return Optimizer.KIND.get(name);
  }

  /**
   * Makes an optimizer from its class name and config, as they stand in model files.
   *
   * @throws IllegalArgumentException for an unknown class, naming the nearest ones, or a wrong
   *     config, naming the key
   */
  public static Optimizer fromConfig(String className, Map<String, ?> config) {
    return Optimizer.KIND.fromConfig(className, config);
  }
}
