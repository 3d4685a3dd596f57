package org.keras4j.tuner;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.random.PythonRandom;

/**
 * One entry of a search space: a name, the values it may have, a default, and the conditions under
 * which it matters.
 *
 * <p>Two entries are the same if name and conditions are equal. Search algorithms see every entry
 * as a probability in [0, 1) through {@link #valueToProb} and {@link #probToValue}.
 *
 * <p>Values are {@code Integer} ({@code Long} beyond its range), {@code Double}, {@code Boolean} or
 * {@code String}.
 */
public abstract sealed class HyperParameter
    permits IntHyperParameter,
        FloatHyperParameter,
        ChoiceHyperParameter,
        BooleanHyperParameter,
        FixedHyperParameter {
  private final String name;
  private final List<Condition> conditions;

  HyperParameter(String name, List<Condition> conditions) {
    this.name = name;
    this.conditions = List.copyOf(conditions);
  }

  /**
   * Returns the full name: open name scopes, joined by {@code "/"}, and the name itself.
   *
   * @return the name, unique together with the conditions
   */
  public final String name() {
    return name;
  }

  /**
   * Returns the conditions that must all be fulfilled for this entry to be active.
   *
   * @return the conditions, outermost first; empty for an entry that is always active
   */
  public final List<Condition> conditions() {
    return conditions;
  }

  /**
   * Returns the value used as long as nothing was tuned.
   *
   * @return one of the possible values
   */
  public abstract Object defaultValue();

  /**
   * Returns the values a grid search visits; for a continuous range, ten spread over it.
   *
   * @return at least one value
   */
  public abstract List<Object> values();

  /**
   * Turns a probability into a value.
   *
   * @param prob a number in [0, 1); 1 itself is taken as the last value
   * @return one of the possible values
   * @throws IllegalArgumentException if the number is outside
   */
  public abstract Object probToValue(double prob);

  /**
   * Turns a value into the probability in the middle of its bucket.
   *
   * @param value one of the possible values
   * @return a number in [0, 1)
   * @throws IllegalArgumentException if the value is of a wrong type or not a choice
   */
  public abstract double valueToProb(Object value);

  static double checkedProb(double prob) {
    if (!(prob >= 0 && prob <= 1)) {
      throw new IllegalArgumentException("prob must be in [0, 1]; received " + prob);
    }
    return prob;
  }

  /**
   * As {@link #valueToProb}, but with one for each value: KerasTuner's floor division gives some
   * neighbours of a {@code Float} with a step the same.
   */
  double coordinate(Object value) {
    return valueToProb(value);
  }

  /** As {@link #probToValue}, but for 1 too, which for KerasTuner is no probability. */
  Object probToPossibleValue(double prob) {
    return probToValue(prob);
  }

  /**
   * Draws a value as KerasTuner does for this seed: from the first number of Python's generator.
   *
   * @param seed the seed
   * @return one of the possible values
   */
  public final Object randomSample(long seed) {
    return probToValue(new PythonRandom(seed).random());
  }

  /**
   * Draws a value without a seed.
   *
   * @return one of the possible values
   */
  public final Object randomSample() {
    return probToValue(ThreadLocalRandom.current().nextDouble());
  }

  /**
   * Returns the entry's description as KerasTuner writes it to its files.
   *
   * @return the arguments by their Python names, in KerasTuner's order
   */
  public abstract Map<String, @Nullable Object> getConfig();

  /** One probability for each possible value; null if there are more than the limit. */
  double @Nullable [] gridProbabilities(int limit) {
    return values().stream().mapToDouble(this::valueToProb).toArray();
  }

  /** KerasTuner's name of the class, such as {@code "Int"}. */
  abstract String className();

  final List<Object> conditionConfigs() {
    return conditions.stream().<Object>map(Condition::getConfig).toList();
  }

  final boolean isSame(String otherName, List<Condition> otherConditions) {
    return name.equals(otherName) && conditions.equals(otherConditions);
  }

  static HyperParameter fromConfig(JsonObject entry) {
    String className = entry.string("class_name");
    JsonObject config = entry.object("config");
    String name = config.string("name");
    List<Condition> conditions =
        config.objects("conditions").stream().map(Condition::fromConfig).toList();
    return switch (className) {
      case "Int" -> IntHyperParameter.fromConfig(name, config, conditions);
      case "Float" -> FloatHyperParameter.fromConfig(name, config, conditions);
      case "Choice" -> ChoiceHyperParameter.fromConfig(name, config, conditions);
      case "Boolean" -> new BooleanHyperParameter(name, config.bool("default"), conditions);
      case "Fixed" ->
          new FixedHyperParameter(name, Values.canonical(config.get("value")), conditions);
      default ->
          throw new IllegalStateException(
              entry.origin() + ": unknown kind of hyperparameter '" + className + "'");
    };
  }
}
