package org.keras4j.tuner;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value that is recorded but not tuned; KerasTuner's {@code Fixed}. */
public final class FixedHyperParameter extends HyperParameter {
  private final Object value;

  FixedHyperParameter(String name, Object value, List<Condition> conditions) {
    super(name, conditions);
    this.value = Values.canonical(value);
  }

  @Override
  public Object defaultValue() {
    return value;
  }

  @Override
  public List<Object> values() {
    return List.of(value);
  }

  @Override
  public Object probToValue(double prob) {
    checkedProb(prob);
    return value;
  }

  @Override
  public double valueToProb(Object ignored) {
    return 0.5;
  }

  @Override
  public Map<String, @Nullable Object> getConfig() {
    return Json.object("name", name(), "conditions", conditionConfigs(), "value", value);
  }

  @Override
  String className() {
    return "Fixed";
  }

  @Override
  public String toString() {
    return "Fixed(name: " + name() + ", value: " + PythonText.str(value) + ")";
  }
}
