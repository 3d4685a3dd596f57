package org.keras4j.tuner;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** True or false; KerasTuner's {@code Boolean}. */
public final class BooleanHyperParameter extends HyperParameter {
  private final boolean defaultValue;

  BooleanHyperParameter(String name, boolean defaultValue, List<Condition> conditions) {
    super(name, conditions);
    this.defaultValue = defaultValue;
  }

  @Override
  public Object defaultValue() {
    return defaultValue;
  }

  @Override
  public List<Object> values() {
    return List.of(true, false);
  }

  @Override
  public Object probToValue(double prob) {
    checkedProb(prob);
    return prob >= 0.5;
  }

  @Override
  public double valueToProb(Object value) {
    return Values.toDouble(value) != 0 ? 0.75 : 0.25;
  }

  @Override
  public Map<String, @Nullable Object> getConfig() {
    return Json.object("name", name(), "default", defaultValue, "conditions", conditionConfigs());
  }

  @Override
  String className() {
    return "Boolean";
  }

  @Override
  public String toString() {
    return "Boolean(name: \"" + name() + "\", default: " + PythonText.repr(defaultValue) + ")";
  }
}
