package org.keras4j.initializers;

import org.keras4j.Config;

/**
 * A layer's argument of type initializer, for writers of layers.
 *
 * <p>It keeps the order in which default seeds are drawn the same as in Python: a layer that names
 * its initializer, or leaves the default, draws at its construction; an initializer object has
 * drawn at its own.
 */
public final class InitializerArgument {

  private Initializer current;

  /**
   * Makes the argument with its default.
   *
   * @param defaultName such as {@code "glorot_uniform"}
   */
  public InitializerArgument(String defaultName) {
    current = Initializers.get(defaultName);
  }

  /** Returns the initializer. */
  public Initializer get() {
    return current;
  }

  /** Sets it by name. */
  public void set(String name) {
    Initializer replaced = current;
    current = Initializers.get(name);
    if (replaced instanceof RandomInitializer<?> old) {
      if (current instanceof RandomInitializer<?> now) {
        now.inherit(old);
      } else {
        old.discard();
      }
    }
  }

  /** Sets it. */
  public void set(Initializer initializer) {
    if (current instanceof RandomInitializer<?> old && current != initializer) {
      old.discard();
    }
    current = initializer;
  }

  /** Exchanges it with a config. */
  public void config(Config c, String key) {
    Initializer read = c.keras(key, current, "keras.initializers", Initializers::get);
    if (read != null && read != current) {
      set(read);
    }
  }
}
