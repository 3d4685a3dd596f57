package org.keras4j.core;

import java.util.Map;

/**
 * Anything that Keras describes by a class name and a config: layers, initializers, regularizers,
 * losses, metrics, optimizers.
 *
 * <p>A class states its arguments once, in {@link #config}; reading and writing both follow from
 * that.
 */
public abstract class KerasObject {

  /** For subclasses. */
  protected KerasObject() {}

  /**
   * Returns Keras's class name; by default the simple name of the Java class, and for one without a
   * name that of the class it extends.
   */
  public String className() {
    Class<?> named = getClass();
    while (named.isAnonymousClass()) {
      named = named.getSuperclass();
    }
    return named.getSimpleName();
  }

  /**
   * Exchanges every argument with {@code c}, in Keras's order of keys, each by a line such as
   * {@code c.number("rate", rate, this::rate)}: writing stores the current value, reading gives the
   * stored one to the setter. An argument of the constructor, without a setter, is only written.
   *
   * <p>A setter or constructor that refuses a value throws an {@code IllegalArgumentException};
   * where the value comes from a config, the message that is thrown has that message in it.
   */
  protected void config(Config c) {}

  /** Returns the arguments as Keras's {@code get_config()} would, in a new map. */
  public final Map<String, Object> getConfig() {
    Config c = Config.writing(className());
    wholeConfig(c);
    return c.asMap();
  }

  /**
   * Sets the arguments from a config map; keys that are absent keep their defaults.
   *
   * @throws IllegalArgumentException if a value has the wrong type, naming class and key
   */
  final void readConfig(ConfigReader reader) {
    wholeConfig(Config.reading(reader));
  }

  /**
   * Exchanges the arguments that all classes of a kind have, before those of {@link #config}; by
   * default none.
   */
  protected void baseConfig(Config c) {}

  /** Returns what error messages begin with; by default the class name. */
  protected String describe() {
    return className();
  }

  private void wholeConfig(Config c) {
    baseConfig(c);
    config(c);
    c.checkAllRead(this::describe);
  }
}
