package org.keras4j.tuner;

/**
 * The value a hyperparameter starts with; made by {@link HyperParameters#defaultValue}.
 *
 * @param value an {@code Integer}, {@code Long}, {@code Double}, {@code Boolean} or {@code String}
 */
public record DefaultValue(Object value) implements NumberOption, ChoiceOption {
  /**
   * Checks the type and brings the value to its canonical form.
   *
   * @param value an integer, a floating-point number, a boolean or a String
   */
  public DefaultValue {
    value = Values.canonical(value);
  }
}
