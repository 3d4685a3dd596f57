package org.keras4j.tuner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A condition under which a hyperparameter is active: another hyperparameter has one of some
 * values. KerasTuner's {@code conditions.Parent}.
 *
 * @param name the full name of the other hyperparameter
 * @param values the values that fulfil the condition
 */
public record Condition(String name, List<Object> values) {
  /**
   * Brings the values to their canonical form.
   *
   * @param name the full name of the other hyperparameter
   * @param values the values that fulfil the condition
   */
  public Condition {
    Objects.requireNonNull(name, "name");
    values = Values.canonical(Objects.requireNonNull(values, "values"));
  }

  /**
   * Returns whether the condition is fulfilled.
   *
   * @param current the values of the active hyperparameters, by full name
   * @return whether the parent is active and has one of the values
   */
  public boolean isActive(Map<String, ?> current) {
    return Objects.requireNonNull(current, "current").containsKey(name)
        && Values.contains(values, current.get(name));
  }

  Map<String, @Nullable Object> getConfig() {
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    config.put("name", name);
    config.put("values", values);
    return Json.object("class_name", "Parent", "config", config);
  }

  static Condition fromConfig(JsonObject config) {
    JsonObject inner = config.object("config");
    return new Condition(inner.string("name"), inner.list("values"));
  }
}
