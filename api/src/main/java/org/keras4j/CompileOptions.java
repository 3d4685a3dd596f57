package org.keras4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Names;
import org.keras4j.internal.Numbers;
import org.keras4j.internal.engine.OutputObjective;
import org.keras4j.losses.Loss;
import org.keras4j.losses.LossFunction;
import org.keras4j.losses.Losses;
import org.keras4j.metrics.Metric;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.optimizers.Optimizers;

/**
 * The arguments of {@link Model#compile}, with Keras's names and defaults.
 *
 * <p>Of a model with several outputs, a loss or a metric without the name of an output is for every
 * output. As many metrics as there are outputs are one for each, as in Keras; say {@link
 * #metrics(Map)} for another distribution.
 */
public final class CompileOptions {

  private @Nullable Optimizer optimizer;
  private @Nullable Object loss;
  private final Map<String, Object> losses = new LinkedHashMap<>();
  private @Nullable Double lossWeight;
  private final Map<String, Double> lossWeights = new LinkedHashMap<>();
  private List<?> lossesByPlace = List.of();
  private List<Double> lossWeightsByPlace = List.of();
  private final MetricChoice metrics = new MetricChoice("metrics");
  private final MetricChoice weightedMetrics = new MetricChoice("weightedMetrics");

  /** Makes the options with all defaults: RMSprop, no loss, no metrics. */
  public CompileOptions() {}

  /** Sets the optimizer by name, with its defaults. By default {@code "rmsprop"}. */
  public CompileOptions optimizer(String name) {
    return optimizer(Optimizers.get(name));
  }

  /** Sets the optimizer. */
  public CompileOptions optimizer(Optimizer o) {
    optimizer = o;
    return this;
  }

  /** Sets the loss by name: {@code "categorical_crossentropy"}, {@code "mse"}, … */
  public CompileOptions loss(String name) {
    loss = name;
    return this;
  }

  /** Sets the loss. */
  public CompileOptions loss(Loss l) {
    loss = l;
    return this;
  }

  /** Sets the loss as a function, such as {@code (tf, yTrue, yPred) -> …}. */
  public CompileOptions loss(LossFunction function) {
    return loss(Losses.of("loss", function));
  }

  /**
   * Sets the losses by the names of outputs: a name, a {@link Loss} or a {@link LossFunction} for
   * each; outputs that are not mentioned then have none.
   *
   * @throws IllegalArgumentException for anything else
   */
  public CompileOptions loss(Map<String, ?> byOutput) {
    byOutput.forEach((output, l) -> losses.put(output, checkedLoss("output '" + output + "'", l)));
    return this;
  }

  /**
   * Sets the losses in the order of the outputs: a name, a {@link Loss}, a {@link LossFunction} or
   * null, for none, for each.
   *
   * @throws IllegalArgumentException for anything else
   */
  public CompileOptions loss(List<? extends @Nullable Object> byPlace) {
    List<@Nullable Object> all = new ArrayList<>();
    for (Object l : byPlace) {
      all.add(l == null ? null : checkedLoss("output " + all.size(), l));
    }
    lossesByPlace = all;
    return this;
  }

  private static Object checkedLoss(String where, Object l) {
    if (l instanceof LossFunction function) {
      return Losses.of("loss", function);
    }
    if (!(l instanceof String || l instanceof Loss)) {
      throw new IllegalArgumentException(
          "compile: the loss of " + where + " must be a name, a Loss or a function; received " + l);
    }
    return l;
  }

  /** Sets the loss of one output by name; outputs that are not mentioned then have none. */
  public CompileOptions lossFor(String output, String name) {
    losses.put(output, name);
    return this;
  }

  /** Sets the loss of one output. */
  public CompileOptions lossFor(String output, Loss l) {
    losses.put(output, l);
    return this;
  }

  /** Sets the factor of the loss in the total, for a model with one output. By default 1. */
  public CompileOptions lossWeight(double weight) {
    lossWeight = Numbers.finite("compile", "lossWeight", weight);
    return this;
  }

  /** Sets the factor of one output's loss in the total. By default 1. */
  public CompileOptions lossWeightFor(String output, double weight) {
    lossWeights.put(
        output, Numbers.finite("compile", "the loss weight of output '" + output + "'", weight));
    return this;
  }

  /** Sets the factors of losses in the total by the names of outputs. By default 1. */
  public CompileOptions lossWeights(Map<String, Double> byOutput) {
    byOutput.forEach(this::lossWeightFor);
    return this;
  }

  /** Sets the factors of losses in the total in the order of the outputs. By default 1. */
  public CompileOptions lossWeights(double... byPlace) {
    List<Double> all = new ArrayList<>();
    for (double w : byPlace) {
      all.add(Numbers.finite("compile", "lossWeights", w));
    }
    lossWeightsByPlace = all;
    return this;
  }

  /** Adds metrics by name, such as {@code "accuracy"}. */
  public CompileOptions metrics(String... names) {
    metrics.add(Arrays.asList(names));
    return this;
  }

  /** Adds metrics. */
  public CompileOptions metrics(Metric... more) {
    metrics.add(Arrays.asList(more));
    return this;
  }

  /**
   * Adds metrics by the names of outputs: a name, a {@link Metric} or a list of those for each.
   *
   * @throws IllegalArgumentException for anything else
   */
  public CompileOptions metrics(Map<String, ?> byOutput) {
    byOutput.forEach(metrics::addFor);
    return this;
  }

  /**
   * Sets metrics in the order of the outputs: a name, a {@link Metric} or a list of those for each.
   *
   * @throws IllegalArgumentException for anything else
   */
  public CompileOptions metrics(List<?> byPlace) {
    metrics.byPlace(byPlace);
    return this;
  }

  /** Adds metrics of one output by name. */
  public CompileOptions metricsFor(String output, String... names) {
    metrics.addFor(output, Arrays.asList(names));
    return this;
  }

  /** Adds metrics of one output. */
  public CompileOptions metricsFor(String output, Metric... more) {
    metrics.addFor(output, Arrays.asList(more));
    return this;
  }

  /** Adds metrics that heed sample weights, by name. */
  public CompileOptions weightedMetrics(String... names) {
    weightedMetrics.add(Arrays.asList(names));
    return this;
  }

  /** Adds metrics that heed sample weights. */
  public CompileOptions weightedMetrics(Metric... more) {
    weightedMetrics.add(Arrays.asList(more));
    return this;
  }

  /** Adds metrics that heed sample weights by the names of outputs; see {@link #metrics(Map)}. */
  public CompileOptions weightedMetrics(Map<String, ?> byOutput) {
    byOutput.forEach(weightedMetrics::addFor);
    return this;
  }

  /** Sets metrics that heed sample weights in the order of the outputs. */
  public CompileOptions weightedMetrics(List<?> byPlace) {
    weightedMetrics.byPlace(byPlace);
    return this;
  }

  /**
   * Returns the loss as it was given: a name, a {@link Loss}, several in a list or map, or null.
   */
  @Nullable Object givenLoss() {
    if (!lossesByPlace.isEmpty()) {
      return lossesByPlace;
    }
    return losses.isEmpty() ? loss : losses;
  }

  /** Returns the weights of losses as they were given: a list, a map, or null. */
  @Nullable Object givenLossWeights() {
    if (!lossWeightsByPlace.isEmpty()) {
      return lossWeightsByPlace;
    }
    if (!lossWeights.isEmpty()) {
      return lossWeights;
    }
    return lossWeight == null ? null : List.of(lossWeight);
  }

  MetricChoice metricChoice() {
    return metrics;
  }

  MetricChoice weightedMetricChoice() {
    return weightedMetrics;
  }

  Optimizer resolveOptimizer() {
    return optimizer == null ? Optimizers.get("rmsprop") : optimizer;
  }

  /** Checks the names of losses and metrics, as far as they can be told before the shapes. */
  void checkNames() {
    List<Object> allMetrics = new ArrayList<>(metrics.all());
    allMetrics.addAll(weightedMetrics.all());
    List<@Nullable Object> allLosses = new ArrayList<>(losses.values());
    allLosses.addAll(lossesByPlace);
    allLosses.add(loss);
    allLosses.forEach(l -> new OutputObjective("output", l, 1, List.of(), List.of()).checkNames());
    new OutputObjective("output", null, 1, allMetrics, List.of()).checkNames();
  }

  List<OutputObjective> objectives(List<String> outputs) {
    checkOutputs(outputs);
    if (lossWeight != null && outputs.size() > 1) {
      throw new IllegalArgumentException(
          "compile: lossWeight is for models with one output, this one has "
              + outputs
              + "; say lossWeightFor(output, weight)");
    }
    checkPlaces("loss", lossesByPlace, outputs);
    checkPlaces("lossWeights", lossWeightsByPlace, outputs);
    List<List<Object>> measured = metrics.distribute(outputs);
    List<List<Object>> weighted = weightedMetrics.distribute(outputs);
    List<OutputObjective> all = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      String output = outputs.get(i);
      all.add(
          new OutputObjective(
              output, loss(i, output), weight(i, output), measured.get(i), weighted.get(i)));
    }
    return all;
  }

  private @Nullable Object loss(int place, String output) {
    if (!lossesByPlace.isEmpty()) {
      return lossesByPlace.get(place);
    }
    return losses.getOrDefault(output, losses.isEmpty() ? loss : null);
  }

  private double weight(int place, String output) {
    if (!lossWeightsByPlace.isEmpty()) {
      return lossWeightsByPlace.get(place);
    }
    return lossWeights.getOrDefault(output, lossWeight == null ? 1.0 : lossWeight);
  }

  /** Refuses a list that has not one element for each output; an empty one is none. */
  static void checkPlaces(String argument, List<?> given, List<String> outputs) {
    if (!given.isEmpty() && given.size() != outputs.size()) {
      throw new IllegalArgumentException(
          "compile: "
              + argument
              + " has "
              + given.size()
              + " elements, but the model has the outputs "
              + outputs
              + "; give one for each, or name them in a map");
    }
  }

  private void checkOutputs(List<String> outputs) {
    List<String> given = new ArrayList<>(losses.keySet());
    given.addAll(lossWeights.keySet());
    given.addAll(metrics.outputs());
    given.addAll(weightedMetrics.outputs());
    Names.requireKnown("output", given, outputs);
  }
}
