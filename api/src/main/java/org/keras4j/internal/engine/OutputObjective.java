package org.keras4j.internal.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.losses.Loss;
import org.keras4j.losses.Losses;
import org.keras4j.metrics.Metric;
import org.keras4j.metrics.Metrics;
import org.keras4j.ndarray.Shape;

/**
 * What is asked of one output: its loss and metrics, some of them by names that mean something only
 * once the shapes of targets and predictions are known.
 */
public final class OutputObjective {

  private final String output;
  private final @Nullable Object loss;
  private final double lossWeight;
  private final List<Object> metrics;
  private final List<Object> weightedMetrics;

  /**
   * Makes an objective.
   *
   * @param output the output's name
   * @param loss a {@link Loss}, a name, or null for no loss
   * @param lossWeight its factor in the total
   * @param metrics {@link Metric}s and names
   * @param weightedMetrics the same, for metrics that heed sample weights
   */
  public OutputObjective(
      String output,
      @Nullable Object loss,
      double lossWeight,
      List<Object> metrics,
      List<Object> weightedMetrics) {
    this.output = output;
    this.loss = loss;
    this.lossWeight = lossWeight;
    this.metrics = metrics;
    this.weightedMetrics = weightedMetrics;
  }

  /** An objective whose names have been resolved. */
  record Resolved(
      String output,
      @Nullable Loss loss,
      double lossWeight,
      List<Metric> metrics,
      List<Metric> weightedMetrics) {}

  /** Forgets what metric objects have gathered elsewhere: in another model, before a compile. */
  void resetStates() {
    metricObjects().forEach(Metric::resetState);
  }

  /** Returns the metrics that were given as objects. */
  List<Metric> metricObjects() {
    return java.util.stream.Stream.of(metrics, weightedMetrics)
        .flatMap(List::stream)
        .filter(Metric.class::isInstance)
        .map(Metric.class::cast)
        .toList();
  }

  /** Returns whether the output has a loss. */
  public boolean hasLoss() {
    return loss != null;
  }

  Resolved resolve(Shape y, Shape p) {
    return new Resolved(
        output,
        resolveLoss(y, p),
        lossWeight,
        metrics.stream().map(m -> resolveMetric(m, y, p)).toList(),
        weightedMetrics.stream().map(m -> resolveMetric(m, y, p)).toList());
  }

  /** Returns the loss as it is for targets and predictions of these shapes. */
  public @Nullable Loss resolveLoss(Shape y, Shape p) {
    if (!(loss instanceof String name)) {
      return (Loss) loss;
    }
    return switch (name.toLowerCase(java.util.Locale.ROOT)) {
      case "crossentropy", "ce" -> Losses.get(kind(y, p) + "_crossentropy");
      default -> Losses.get(name);
    };
  }

  private static Metric resolveMetric(Object metric, Shape y, Shape p) {
    if (!(metric instanceof String name)) {
      return (Metric) metric;
    }
    return (switch (name.toLowerCase(java.util.Locale.ROOT)) {
          case "accuracy", "acc" -> Metrics.get(kind(y, p) + "_accuracy");
          case "crossentropy", "ce" -> Metrics.get(kind(y, p) + "_crossentropy");
          default -> Metrics.get(name);
        })
        .name(name);
  }

  /** How Keras tells what kind of classification it is. */
  private static String kind(Shape y, Shape p) {
    if (p.get(-1) == 1) {
      return "binary";
    }
    boolean classNumbers = y.rank() < p.rank() || y.get(-1) == 1;
    return classNumbers ? "sparse_categorical" : "categorical";
  }

  /** Checks every name that does not depend on shapes. */
  public void checkNames() {
    Shape any = Shape.of(Shape.UNKNOWN, 2);
    resolveLoss(any, any);
    List<Object> all = new ArrayList<>(metrics);
    all.addAll(weightedMetrics);
    all.forEach(m -> resolveMetric(m, any, any));
  }
}
