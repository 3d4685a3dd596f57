package org.keras4j.tuner;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a search optimises: a metric and the direction in which it is better. KerasTuner's {@code
 * Objective}.
 */
public class Objective {
  private final String name;
  private final Direction direction;

  /**
   * Creates an objective.
   *
   * @param name the metric's name in the logs of an epoch, such as {@code "val_accuracy"}
   * @param direction whether it is minimised or maximised
   */
  public Objective(String name, Direction direction) {
    this.name = Objects.requireNonNull(name, "name");
    this.direction = Objects.requireNonNull(direction, "direction");
  }

  /**
   * Creates an objective.
   *
   * @param name the metric's name in the logs of an epoch, such as {@code "val_accuracy"}
   * @param direction {@code "min"} or {@code "max"}
   * @throws IllegalArgumentException if the direction is neither
   */
  public Objective(String name, String direction) {
    this(name, Direction.of(direction));
  }

  /**
   * Creates an objective and infers its direction as KerasTuner does. After {@code val_} and {@code
   * weighted_} are taken off, these are maximised: {@code acc}, {@code auc}, {@code precision},
   * {@code recall}, {@code true_positives}, {@code true_negatives}, {@code
   * sensitivity_at_specificity}, {@code specificity_at_sensitivity} and the accuracies. All other
   * metrics and losses of Keras are minimised, {@code f1_score}, {@code r2_score} and {@code
   * cosine_similarity} included: give their direction yourself.
   *
   * @param metric the name of a Keras metric or loss
   * @throws IllegalArgumentException if the metric is unknown, so that its direction must be given
   */
  public static Objective of(String metric) {
    Direction direction = MetricDirections.infer(Objects.requireNonNull(metric, "metric"));
    if (direction == null) {
      throw new IllegalArgumentException(
          "Whether \""
              + metric
              + "\" should be small or large cannot be told from its name. Give"
              + " the direction: new Objective(\""
              + metric
              + "\", \"min\") or \"max\"");
    }
    return new Objective(metric, direction);
  }

  /**
   * Creates one objective of several: the sum of those to minimise minus the sum of those to
   * maximise is minimised.
   *
   * @param objectives at least one objective
   * @return an objective named {@code "multi_objective"}
   * @throws IllegalArgumentException if there are none
   */
  public static Objective multi(List<Objective> objectives) {
    return new MultiObjective(objectives);
  }

  /** The objective when none is given: the single number that a fit returns, minimised. */
  static Objective unspecified() {
    return new Objective("default_objective", Direction.MIN);
  }

  boolean isUnspecified() {
    return name.equals("default_objective");
  }

  /** Returns the metric's name. */
  public final String name() {
    return name;
  }

  /** Returns whether the metric is minimised or maximised. */
  public final Direction direction() {
    return direction;
  }

  /** The metrics that must be reported for this objective. */
  List<String> metricNames() {
    return List.of(name);
  }

  /** The direction this objective gives to a metric, if it says anything about it. */
  @Nullable Direction directionOf(String metric) {
    return metric.equals(name) ? direction : null;
  }

  /**
   * Returns whether the objective can be computed from some metrics.
   *
   * @param logs metric values by name
   */
  public final boolean hasValue(Map<String, Double> logs) {
    return Objects.requireNonNull(logs, "logs").keySet().containsAll(metricNames());
  }

  /**
   * Computes the objective from some metrics.
   *
   * @param logs metric values by name
   * @throws IllegalArgumentException if a metric is missing
   */
  public double getValue(Map<String, Double> logs) {
    return metric(logs, name);
  }

  static double metric(Map<String, Double> logs, String name) {
    Double value = Objects.requireNonNull(logs, "logs").get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "The objective \""
              + name
              + "\" is not among the metrics "
              + logs.keySet()
              + ". Check its name; names that start with val_ need validation data");
    }
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Objective that
        && getClass() == that.getClass()
        && name.equals(that.name)
        && direction == that.direction;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, direction);
  }

  /** Prints the objective as KerasTuner does: {@code Objective(name="loss", direction="min")}. */
  @Override
  public String toString() {
    return "Objective(name=\"" + name + "\", direction=\"" + direction.key() + "\")";
  }
}
