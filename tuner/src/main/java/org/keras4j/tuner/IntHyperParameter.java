package org.keras4j.tuner;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A whole number in a range, both ends included; KerasTuner's {@code Int}. */
public final class IntHyperParameter extends HyperParameter {
  private final int min;
  private final int max;
  private final @Nullable Integer step;
  private final Sampling sampling;
  private final @Nullable Object defaultValue;
  private final Scale scale;

  IntHyperParameter(
      String name, int min, int max, NumberSettings settings, List<Condition> conditions) {
    super(name, conditions);
    String owner = "Int('" + name + "')";
    settings.check(owner, min, max);
    this.min = min;
    this.max = max;
    this.sampling = settings.sampling();
    this.step = step(owner, settings);
    Object given = settings.defaultValue();
    this.defaultValue = given == null ? null : Values.toInt(given, owner, "the default");
    this.scale =
        new Scale(min, max, step == null ? null : step.doubleValue(), sampling).checked(owner);
  }

  private static @Nullable Integer step(String owner, NumberSettings settings) {
    Object step = settings.step();
    if (step != null) {
      return Values.toInt(step, owner, "the step");
    }
    return settings.sampling() == Sampling.LINEAR ? 1 : null;
  }

  /**
   * Returns the smallest value.
   *
   * @return the minimum, included
   */
  public int minValue() {
    return min;
  }

  /**
   * Returns the largest value.
   *
   * @return the maximum, included
   */
  public int maxValue() {
    return max;
  }

  /**
   * Returns the distance (linear) or ratio (logarithmic) of neighbouring values.
   *
   * @return the step; null for a logarithmic scale on which every whole number may be drawn
   */
  public @Nullable Integer step() {
    return step;
  }

  /** Returns how the values are spread. */
  public Sampling sampling() {
    return sampling;
  }

  @Override
  public Object defaultValue() {
    return defaultValue == null ? (Object) min : defaultValue;
  }

  @Override
  public List<Object> values() {
    if (step == null) {
      TreeSet<Integer> values = new TreeSet<>();
      for (int i = 0; i < 10; i++) {
        values.add(probToInt(i * 0.1 + 0.05));
      }
      return List.copyOf(values);
    }
    // KerasTuner's logarithmic grids consist of floating-point numbers.
    return new GridValues(
        "Int('" + name() + "')",
        scale.count(),
        i -> sampling == Sampling.LINEAR ? (Object) (int) scale.valueAt(i) : scale.valueAt(i));
  }

  @Override
  public Object probToValue(double prob) {
    checkedProb(prob);
    return probToInt(prob);
  }

  @Override
  Object probToPossibleValue(double prob) {
    return Math.min(max, probToInt(prob));
  }

  private int probToInt(double prob) {
    // One more than the maximum, so that truncation gives the maximum its share.
    double value = step == null ? scale.withMax(max + 1.0).sample(prob) : scale.sampleStepped(prob);
    return (int) value;
  }

  @Override
  public double valueToProb(Object value) {
    double number = Values.toDouble(value);
    return step == null
        ? scale.withMax(max + 1.0).probability(number + 0.5)
        : scale.probabilityStepped(number);
  }

  @Override
  public Map<String, @Nullable Object> getConfig() {
    return Json.object(
        "name", name(),
        "default", defaultValue,
        "conditions", conditionConfigs(),
        "min_value", min,
        "max_value", max,
        "step", step,
        "sampling", sampling.key());
  }

  static IntHyperParameter fromConfig(String name, JsonObject config, List<Condition> conditions) {
    NumberSettings settings = NumberSettings.fromConfig(config);
    return new IntHyperParameter(
        name, config.integer("min_value"), config.integer("max_value"), settings, conditions);
  }

  @Override
  double @Nullable [] gridProbabilities(int limit) {
    if (step != null) {
      return scale.count() > limit ? null : scale.gridProbabilities();
    }
    return (long) max - min >= limit
        ? null
        : IntStream.rangeClosed(min, max).mapToDouble(this::valueToProb).toArray();
  }

  @Override
  String className() {
    return "Int";
  }

  @Override
  public String toString() {
    return "Int(name: '"
        + name()
        + "', min_value: "
        + min
        + ", max_value: "
        + max
        + ", step: "
        + PythonText.str(step)
        + ", sampling: "
        + sampling.key()
        + ", default: "
        + defaultValue()
        + ")";
  }
}
