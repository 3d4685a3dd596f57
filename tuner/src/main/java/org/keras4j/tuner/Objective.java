package org.keras4j.tuner;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.Model;
import org.keras4j.metrics.MetricDirection;

/**
 * What a search optimises: a metric and the direction in which it is better. KerasTuner's {@code
 * Objective}.
 */
public class Objective implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  private final String name;
  private final Direction direction;
  // Whether nobody gave the direction.
  private final boolean inferred;

  /**
   * Creates an objective.
   *
   * @param name the metric's name in the logs of an epoch, such as {@code "val_accuracy"}
   * @param direction whether it is minimised or maximised
   */
  public Objective(String name, Direction direction) {
    this(name, direction, false);
  }

  private Objective(String name, Direction direction, boolean inferred) {
    this.name = Objects.requireNonNull(name, "name");
    this.direction = Objects.requireNonNull(direction, "direction");
    this.inferred = inferred;
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
   * Creates an objective whose direction is that in which a metric of this name gets better in
   * Keras. After {@code val_} and {@code weighted_} are taken off, these are maximised: {@code
   * acc}, {@code auc}, the accuracies, precisions, recalls, sensitivities and specificities, true
   * positives and negatives, {@code f1_score}, {@code fbeta_score}, {@code r2_score}, {@code
   * cosine_similarity}, the correlations and the intersections over union. Losses, errors and false
   * positives and negatives are minimised.
   *
   * <p>A search ends with an error when the metric of the compiled model says otherwise, as a
   * cosine similarity that is a loss does. {@link BayesianOptimization#likeKerasTuner(boolean)} has
   * KerasTuner's directions, which minimise {@code f1_score} and all that follow it.
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
    return new Objective(metric, direction, true);
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

  /** The same metric in the direction that KerasTuner takes from its name, if nobody gave one. */
  Objective likeKerasTuner() {
    return inferred && MetricDirections.isMinimisedByKerasTuner(name)
        ? new Objective(name, Direction.MIN)
        : this;
  }

  /**
   * Checks a direction that was taken from the name against the metrics of a model that is used.
   *
   * @throws FatalTrialException if a metric of the model gets better in the other direction
   */
  void checkDirection(Model model) {
    String metric = name.startsWith("val_") ? name.substring("val_".length()) : name;
    MetricDirection known = model.metricDirection(metric);
    MetricDirection opposite =
        direction == Direction.MIN ? MetricDirection.MAX : MetricDirection.MIN;
    if (inferred && known == opposite) {
      throw new FatalTrialException(
          "The objective \""
              + name
              + "\" is taken for one to "
              + (direction == Direction.MIN ? "minimise" : "maximise")
              + " by its name, but the model's metric gets better the other way. Give the"
              + " direction: new Objective(\""
              + name
              + "\", \""
              + (direction == Direction.MIN ? "max" : "min")
              + "\")");
    }
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
