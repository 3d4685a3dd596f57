package org.keras4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private List<NDArray> sampleWeight = List.of();
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

  /** Sets a weight for each sample; ignored by {@code predict}. By default none. */
  public EvaluateOptions sampleWeight(NDArray... weights) {
    sampleWeight = List.of(weights);
    return this;
  }

  /** Returns the sample weights. */
  public List<NDArray> sampleWeight() {
    return sampleWeight;
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
