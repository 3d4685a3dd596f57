package org.keras4j.tuner;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Numbers;

/** A floating-point number in a range; KerasTuner's {@code Float}. */
public final class FloatHyperParameter extends HyperParameter {
  private final NumberSettings settings;
  private final Scale scale;

  FloatHyperParameter(
      String name, double min, double max, NumberSettings settings, List<Condition> conditions) {
    super(name, conditions);
    String owner = "Float('" + name + "')";
    settings.check(owner, min, max);
    Object step = settings.step();
    this.settings = settings;
    this.scale =
        new Scale(min, max, step == null ? null : Values.toDouble(step), settings.sampling())
            .checked(owner);
    if (settings.defaultValue() != null) {
      Numbers.finite(owner, "the default", Values.toDouble(settings.defaultValue()));
    }
  }

  /**
   * Returns the smallest value.
   *
   * @return the minimum, included
   */
  public double minValue() {
    return scale.min();
  }

  /**
   * Returns the largest value.
   *
   * @return the maximum; included if there is a step that reaches it
   */
  public double maxValue() {
    return scale.max();
  }

  /**
   * Returns the distance (linear) or ratio (logarithmic) of neighbouring values.
   *
   * @return the step; null for a continuous range
   */
  public @Nullable Double step() {
    return scale.step();
  }

  /** Returns how the values are spread. */
  public Sampling sampling() {
    return scale.sampling();
  }

  @Override
  public Object defaultValue() {
    Object given = settings.defaultValue();
    return given == null ? (Object) scale.min() : given;
  }

  @Override
  public List<Object> values() {
    if (scale.step() == null) {
      TreeSet<Double> values = new TreeSet<>();
      for (int i = 0; i < 10; i++) {
        values.add(scale.sample(i * 0.1 + 0.05));
      }
      return List.copyOf(values);
    }
    return new GridValues("Float('" + name() + "')", scale.count(), scale::valueAt);
  }

  @Override
  public Object probToValue(double prob) {
    checkedProb(prob);
    return scale.step() == null ? scale.sample(prob) : scale.sampleStepped(prob);
  }

  @Override
  public double valueToProb(Object value) {
    double number = Values.toDouble(value);
    return scale.step() == null ? scale.probability(number) : scale.probabilityStepped(number);
  }

  @Override
  double coordinate(Object value) {
    return scale.step() == null
        ? valueToProb(value)
        : scale.coordinateStepped(Values.toDouble(value));
  }

  @Override
  public Map<String, @Nullable Object> getConfig() {
    return Json.object(
        "name", name(),
        "default", defaultValue(),
        "conditions", conditionConfigs(),
        "min_value", scale.min(),
        "max_value", scale.max(),
        "step", settings.step(),
        "sampling", scale.sampling().key());
  }

  static FloatHyperParameter fromConfig(
      String name, JsonObject config, List<Condition> conditions) {
    NumberSettings settings = NumberSettings.fromConfig(config);
    return new FloatHyperParameter(
        name, config.number("min_value"), config.number("max_value"), settings, conditions);
  }

  @Override
  double @Nullable [] gridProbabilities(int limit) {
    return scale.step() == null || scale.count() > limit ? null : scale.gridProbabilities();
  }

  @Override
  String className() {
    return "Float";
  }

  @Override
  public String toString() {
    return "Float(name: '"
        + name()
        + "', min_value: '"
        + PythonText.repr(scale.min())
        + "', max_value: '"
        + PythonText.repr(scale.max())
        + "', step: '"
        + PythonText.str(settings.step())
        + "', sampling: '"
        + scale.sampling().key()
        + "', default: '"
        + PythonText.str(defaultValue())
        + "')";
  }
}
