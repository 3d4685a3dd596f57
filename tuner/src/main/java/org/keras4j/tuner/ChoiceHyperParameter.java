package org.keras4j.tuner;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Numbers;

/** One of some values, all of one type; KerasTuner's {@code Choice}. */
public final class ChoiceHyperParameter extends HyperParameter {
  private final List<Object> values;
  private final boolean ordered;
  private final @Nullable Object defaultValue;

  ChoiceHyperParameter(
      String name,
      List<?> values,
      @Nullable Boolean ordered,
      @Nullable Object defaultValue,
      List<Condition> conditions) {
    super(name, conditions);
    String owner = "Choice('" + name + "')";
    if (values.isEmpty()) {
      throw new IllegalArgumentException(owner + " needs at least one value");
    }
    // Python counts booleans among the integers, and KerasTuner stores them as such.
    this.values = values.stream().map(Values::canonical).map(ChoiceHyperParameter::store).toList();
    this.defaultValue = defaultValue == null ? null : store(Values.canonical(defaultValue));
    checkTypes(owner, values);
    if (this.defaultValue != null && !Values.contains(this.values, this.defaultValue)) {
      throw new IllegalArgumentException(
          owner
              + ": the default "
              + PythonText.repr(this.defaultValue)
              + " must be one of the values "
              + PythonText.repr(this.values));
    }
    boolean numeric = !(this.values.get(0) instanceof String);
    if (ordered != null && ordered && !numeric) {
      throw new IllegalArgumentException(
          owner + ": only numbers have an order; leave ordered(true) out");
    }
    this.ordered = ordered == null ? numeric : ordered;
  }

  private static Object store(Object value) {
    return value instanceof Boolean flag ? (Object) (flag ? 1 : 0) : value;
  }

  private static void checkTypes(String owner, List<?> given) {
    List<String> kinds = given.stream().map(ChoiceHyperParameter::kind).distinct().toList();
    if (kinds.size() > 1) {
      throw new IllegalArgumentException(
          owner
              + ": all values must be of one type; received "
              + PythonText.repr(given)
              + ", which are "
              + String.join(" and ", kinds));
    }
    for (Object value : given) {
      if (value instanceof Number number) {
        Numbers.finite(owner, "a value", number.doubleValue());
      }
    }
  }

  private static String kind(Object value) {
    if (Values.isInteger(value) || value instanceof Short || value instanceof Byte) {
      return "integers";
    }
    if (value instanceof Boolean) {
      return "booleans";
    }
    return value instanceof String ? "strings" : "floating-point numbers";
  }

  /**
   * Returns whether the values have an order.
   *
   * @return true by default for numbers, always false for strings
   */
  public boolean ordered() {
    return ordered;
  }

  @Override
  public Object defaultValue() {
    return defaultValue == null ? values.get(0) : defaultValue;
  }

  @Override
  public List<Object> values() {
    return values;
  }

  @Override
  public Object probToValue(double prob) {
    checkedProb(prob);
    return values.get((int) Buckets.index(prob, values.size()));
  }

  @Override
  public double valueToProb(Object value) {
    int index = Values.indexOf(values, value);
    if (index < 0) {
      throw new IllegalArgumentException(
          "Choice('"
              + name()
              + "'): "
              + PythonText.repr(value)
              + " is not one of "
              + PythonText.repr(values));
    }
    return Buckets.probability(index, values.size());
  }

  @Override
  public Map<String, @Nullable Object> getConfig() {
    return Json.object(
        "name", name(),
        "default", defaultValue(),
        "conditions", conditionConfigs(),
        "values", values,
        "ordered", ordered);
  }

  static ChoiceHyperParameter fromConfig(
      String name, JsonObject config, List<Condition> conditions) {
    return new ChoiceHyperParameter(
        name, config.list("values"), config.bool("ordered"), config.get("default"), conditions);
  }

  @Override
  String className() {
    return "Choice";
  }

  @Override
  public String toString() {
    return "Choice(name: '"
        + name()
        + "', values: "
        + PythonText.repr(values)
        + ", ordered: "
        + PythonText.repr(ordered)
        + ", default: "
        + PythonText.str(defaultValue())
        + ")";
  }
}
