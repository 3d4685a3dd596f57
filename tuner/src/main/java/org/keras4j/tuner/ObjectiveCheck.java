package org.keras4j.tuner;

import java.util.Collection;
import java.util.List;
import org.keras4j.FitOptions;
import org.keras4j.callbacks.Logs;

/**
 * Finds mistakes that every trial would repeat before a training or in its first epoch, where the
 * training is known to be plain {@code fit}.
 */
final class ObjectiveCheck extends TrialCallback {
  private static final String VALIDATION = "val_";

  private final Objective objective;

  private ObjectiveCheck(Objective objective) {
    this.objective = objective;
  }

  /**
   * Looks at what a training is going to do and adds a look at its first epoch.
   *
   * @throws FatalTrialException if the objective cannot come out
   */
  static void watch(HyperModel hyperModel, Objective objective, FitOptions options) {
    if (!hyperModel.isTrainedByFit() || objective.isUnspecified()) {
      return;
    }
    boolean validated = options.validationData() != null || options.validationSplit() > 0;
    for (String metric : objective.metricNames()) {
      if (metric.startsWith(VALIDATION) && !validated) {
        throw new FatalTrialException(
            "The objective \""
                + metric
                + "\" needs validation data, and the arguments of search have none: add"
                + " validationData(xVal, yVal) or validationSplit, or take the objective \""
                + metric.substring(VALIDATION.length())
                + "\"");
      }
    }
    options.callbacks(new ObjectiveCheck(objective));
  }

  /** Returns whether the objective is one of validation, which is not done after each epoch. */
  static boolean mayComeLater(Objective objective, FitOptions options) {
    return !options.validatesAfter(0)
        && objective.metricNames().stream().anyMatch(metric -> metric.startsWith(VALIDATION));
  }

  @Override
  public void onEpochEnd(int epoch, Logs logs) {
    // Validation may come every few epochs only; the result of the training is looked at, too.
    List<String> missing =
        objective.metricNames().stream()
            .filter(metric -> !logs.asMap().containsKey(metric))
            .filter(metric -> !isMeasuredLater(metric, logs))
            .toList();
    if (!missing.isEmpty()) {
      throw notLogged(objective, logs.names());
    }
  }

  private static boolean isMeasuredLater(String metric, Logs logs) {
    boolean validated = logs.names().stream().anyMatch(name -> name.startsWith(VALIDATION));
    return metric.startsWith(VALIDATION)
        && !validated
        && logs.asMap().containsKey(metric.substring(VALIDATION.length()));
  }

  static FatalTrialException notLogged(Objective objective, Collection<String> logged) {
    return new FatalTrialException(
        "The objective "
            + objective.metricNames()
            + " is not among what the training logged: "
            + List.copyOf(logged)
            + ". Name one of these, or compile the model with the metric; names that start with"
            + " val_ need validation data");
  }
}
