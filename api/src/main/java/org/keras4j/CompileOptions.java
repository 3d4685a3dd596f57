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
 * <p>Without the name of an output, a loss or metric is for every output.
 */
public final class CompileOptions {

  private @Nullable Optimizer optimizer;
  private @Nullable Object loss;
  private final Map<String, Object> losses = new LinkedHashMap<>();
  private @Nullable Double lossWeight;
  private final Map<String, Double> lossWeights = new LinkedHashMap<>();
  private final List<Object> metrics = new ArrayList<>();
  private final Map<String, List<Object>> metricsFor = new LinkedHashMap<>();
  private final List<Object> weightedMetrics = new ArrayList<>();

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

  /** Adds metrics by name, such as {@code "accuracy"}. */
  public CompileOptions metrics(String... names) {
    metrics.addAll(Arrays.asList(names));
    return this;
  }

  /** Adds metrics. */
  public CompileOptions metrics(Metric... more) {
    metrics.addAll(Arrays.asList(more));
    return this;
  }

  /** Adds metrics of one output by name. */
  public CompileOptions metricsFor(String output, String... names) {
    metricsFor.computeIfAbsent(output, k -> new ArrayList<>()).addAll(Arrays.asList(names));
    return this;
  }

  /** Adds metrics of one output. */
  public CompileOptions metricsFor(String output, Metric... more) {
    metricsFor.computeIfAbsent(output, k -> new ArrayList<>()).addAll(Arrays.asList(more));
    return this;
  }

  /** Adds metrics that heed sample weights, by name. */
  public CompileOptions weightedMetrics(String... names) {
    weightedMetrics.addAll(Arrays.asList(names));
    return this;
  }

  /** Adds metrics that heed sample weights. */
  public CompileOptions weightedMetrics(Metric... more) {
    weightedMetrics.addAll(Arrays.asList(more));
    return this;
  }

  Optimizer resolveOptimizer() {
    return optimizer == null ? Optimizers.get("rmsprop") : optimizer;
  }

  /** Checks the names of losses and metrics, as far as they can be told before the shapes. */
  void checkNames() {
    List<Object> allMetrics = new ArrayList<>(metrics);
    allMetrics.addAll(weightedMetrics);
    metricsFor.values().forEach(allMetrics::addAll);
    new OutputObjective("output", loss, 1, allMetrics, List.of()).checkNames();
    losses
        .values()
        .forEach(l -> new OutputObjective("output", l, 1, List.of(), List.of()).checkNames());
  }

  List<OutputObjective> objectives(List<String> outputs) {
    checkOutputs(outputs);
    checkSharing(outputs);
    if (lossWeight != null && outputs.size() > 1) {
      throw new IllegalArgumentException(
          "compile: lossWeight is for models with one output, this one has "
              + outputs
              + "; say lossWeightFor(output, weight)");
    }
    List<OutputObjective> all = new ArrayList<>();
    for (String output : outputs) {
      List<Object> m = new ArrayList<>(metrics);
      m.addAll(metricsFor.getOrDefault(output, List.of()));
      all.add(
          new OutputObjective(
              output,
              losses.getOrDefault(output, losses.isEmpty() ? loss : null),
              lossWeights.getOrDefault(output, lossWeight == null ? 1.0 : lossWeight),
              m,
              weightedMetrics));
    }
    return all;
  }

  /** One metric object cannot count for several outputs. */
  private void checkSharing(List<String> outputs) {
    if (outputs.size() < 2) {
      return;
    }
    List<Object> shared = new ArrayList<>(metrics);
    shared.addAll(weightedMetrics);
    for (Object m : shared) {
      if (m instanceof Metric metric) {
        throw new IllegalArgumentException(
            "compile: metric '"
                + metric.name()
                + "' is one object, but the model has the outputs "
                + outputs
                + "; say metricsFor(output, metric) for one of them, or give its name to have one"
                + " for each");
      }
    }
  }

  private void checkOutputs(List<String> outputs) {
    List<String> given = new ArrayList<>(losses.keySet());
    given.addAll(lossWeights.keySet());
    given.addAll(metricsFor.keySet());
    for (String name : given) {
      if (!outputs.contains(name)) {
        throw Names.unknown("output", name, outputs);
      }
    }
  }
}
