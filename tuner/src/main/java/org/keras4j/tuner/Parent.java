package org.keras4j.tuner;

import java.util.List;
import java.util.Objects;

/**
 * Makes a hyperparameter depend on another one: it is active only while its parent has one of the
 * given values. Made by {@link HyperParameters#parent}; KerasTuner's arguments {@code parent_name}
 * and {@code parent_values}.
 *
 * @param name the parent's name, without the name scopes that are open
 * @param values the parent's values that activate the hyperparameter; at least one
 */
public record Parent(String name, List<Object> values) implements NumberOption, ChoiceOption {
  /**
   * Checks the values and brings them to their canonical form.
   *
   * @param name the parent's name
   * @param values the values that activate the hyperparameter
   */
  public Parent {
    Objects.requireNonNull(name, "name");
    values = Values.canonical(Objects.requireNonNull(values, "values"));
    if (values.isEmpty()) {
      throw new IllegalArgumentException(
          "parent(\"" + name + "\") needs at least one value that activates the hyperparameter");
    }
  }
}
