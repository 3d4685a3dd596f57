package org.keras4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.callbacks.Callback;
import org.keras4j.internal.training.ArrayData;
import org.keras4j.internal.training.RunData;
import org.keras4j.internal.training.RunPlan;
import org.keras4j.ndarray.NDArray;
import org.keras4j.utils.Dataset;

/**
 * The arguments of {@code evaluate} and {@code predict} besides the data, with Keras's defaults.
 */
public final class EvaluateOptions {

  private @Nullable Integer batchSize;
  private int verbose = 1;
  private @Nullable Integer steps;
  private Samples weights = Samples.NONE;
  private final List<Callback> callbacks = new ArrayList<>();

  /** Makes the options with all defaults. */
  public EvaluateOptions() {}

  /**
   * Sets the number of samples a step, at least 1. By default 32, or with {@link #steps} what makes
   * that many steps.
   */
  public EvaluateOptions batchSize(int n) {
    batchSize = positive("batchSize", n);
    return this;
  }

  /** Returns the number of samples a step, or null for the default. */
  public @Nullable Integer batchSize() {
    return batchSize;
  }

  /** Sets what is printed: 0 nothing, 1 (the default) a progress bar, 2 one line. */
  public EvaluateOptions verbose(int level) {
    if (level < 0 || level > 2) {
      throw new IllegalArgumentException("verbose must be 0, 1 or 2; received " + level);
    }
    verbose = level;
    return this;
  }

  /** Returns what is printed. */
  public int verbose() {
    return verbose;
  }

  /** Sets how many batches are taken. By default all. */
  public EvaluateOptions steps(int n) {
    steps = positive("steps", n);
    return this;
  }

  /** Returns how many batches are taken, or null for all. */
  public @Nullable Integer steps() {
    return steps;
  }

  /**
   * Sets a weight for each sample; ignored by {@code predict}. Several arrays are for several
   * outputs, null for one whose samples count 1. By default none.
   */
  public EvaluateOptions sampleWeight(@Nullable NDArray... all) {
    return sampleWeight(Arrays.asList(all));
  }

  /** Sets a weight for each sample, one array, or null, for each output of the model. */
  public EvaluateOptions sampleWeight(List<? extends @Nullable NDArray> all) {
    weights = weights.withWeights(all);
    return this;
  }

  /** Sets sample weights by the names of outputs; those that are not mentioned count 1. */
  public EvaluateOptions sampleWeight(Map<String, NDArray> all) {
    weights = weights.withWeights(all);
    return this;
  }

  /** Returns the sample weights that were given by place. */
  public List<NDArray> sampleWeight() {
    return weights.weights();
  }

  /** Adds callbacks. */
  public EvaluateOptions callbacks(Callback... more) {
    return callbacks(Arrays.asList(more));
  }

  /** Adds callbacks. */
  public EvaluateOptions callbacks(List<? extends Callback> more) {
    callbacks.addAll(more);
    return this;
  }

  /** Returns the callbacks. */
  public List<Callback> callbacks() {
    return callbacks;
  }

  /** Returns the data with the sample weights. */
  Samples weighted(Samples data) {
    return data.withWeightsOf(weights);
  }

  /** Returns what is done with the data. */
  RunPlan plan(ArrayData data) {
    return new RunPlan(RunData.of(data, batchSize, steps), steps, verbose, callbacks);
  }

  /** Returns what is done with the data. */
  RunPlan plan(Dataset data) {
    return new RunPlan(RunData.of(data), steps, verbose, callbacks);
  }

  private static int positive(String name, int n) {
    if (n < 1) {
      throw new IllegalArgumentException(name + " must be at least 1; received " + n);
    }
    return n;
  }
}
