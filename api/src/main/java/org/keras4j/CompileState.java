package org.keras4j;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Variable;
import org.keras4j.internal.engine.Objectives;
import org.keras4j.internal.engine.OutputObjective;
import org.keras4j.metrics.MetricDirection;
import org.keras4j.optimizers.Optimizer;

/**
 * How a model is trained: what {@code compile} was given, and the losses and metrics that follow
 * for its outputs as soon as there are any. Thread-safe.
 */
final class CompileState {

  private @Nullable CompileOptions options;
  private @Nullable Optimizer optimizer;
  private @Nullable List<OutputObjective> objectives;
  private @Nullable Objectives measured;

  /**
   * Replaces everything, or nothing if the objectives are refused.
   *
   * @param all one for each output, or null if the outputs are not known yet
   * @param weights the model's weights
   */
  synchronized void compile(
      CompileOptions newOptions,
      Optimizer newOptimizer,
      @Nullable List<OutputObjective> all,
      List<Variable> weights) {
    measure(all, weights);
    options = newOptions;
    optimizer = newOptimizer;
    objectives = all;
  }

  /** Forgets what belongs to outputs that are not there any more. */
  synchronized void forgetOutputs() {
    objectives = null;
    measure(null, List.of());
  }

  /** Returns one objective for each output, or none if the model is not compiled. */
  synchronized List<OutputObjective> objectives(List<String> outputNames, List<Variable> weights) {
    if (objectives == null && options != null) {
      objectives = options.objectives(outputNames);
      measure(objectives, weights);
    }
    return objectives == null ? List.of() : objectives;
  }

  private void measure(@Nullable List<OutputObjective> all, List<Variable> weights) {
    Objectives next = all == null ? null : new Objectives(all, weights);
    if (next != null) {
      next.claim(measured);
    }
    release();
    measured = next;
  }

  /** Lets other models have the metrics. */
  synchronized void release() {
    if (measured != null) {
      measured.release();
    }
  }

  synchronized boolean isCompiled() {
    return options != null;
  }

  /** Returns what the model was compiled with as Keras writes it, empty if it was not. */
  synchronized Map<String, @Nullable Object> config(List<String> outputs) {
    return options == null || optimizer == null
        ? Map.of()
        : CompileConfig.written(options, optimizer, outputs);
  }

  synchronized @Nullable Optimizer optimizer() {
    return optimizer;
  }

  /** Returns the losses and metrics, or null before the first use of a compiled model. */
  synchronized @Nullable Objectives measured() {
    return measured;
  }

  synchronized MetricDirection direction(String metric) {
    return measured == null ? MetricDirection.UNKNOWN : measured.direction(metric);
  }
}
