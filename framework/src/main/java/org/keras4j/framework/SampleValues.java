package org.keras4j.framework;

import org.jspecify.annotations.Nullable;
import org.keras4j.metrics.MetricDirection;
import org.tensorflow.Operand;
import org.tensorflow.framework.metrics.Accuracy;
import org.tensorflow.framework.metrics.BinaryAccuracy;
import org.tensorflow.framework.metrics.BinaryCrossentropy;
import org.tensorflow.framework.metrics.CategoricalAccuracy;
import org.tensorflow.framework.metrics.CategoricalCrossentropy;
import org.tensorflow.framework.metrics.CategoricalHinge;
import org.tensorflow.framework.metrics.CosineSimilarity;
import org.tensorflow.framework.metrics.Hinge;
import org.tensorflow.framework.metrics.KLDivergence;
import org.tensorflow.framework.metrics.LogCoshError;
import org.tensorflow.framework.metrics.MeanAbsoluteError;
import org.tensorflow.framework.metrics.MeanAbsolutePercentageError;
import org.tensorflow.framework.metrics.MeanSquaredError;
import org.tensorflow.framework.metrics.MeanSquaredLogarithmicError;
import org.tensorflow.framework.metrics.Metric;
import org.tensorflow.framework.metrics.Poisson;
import org.tensorflow.framework.metrics.SparseCategoricalAccuracy;
import org.tensorflow.framework.metrics.SparseCategoricalCrossentropy;
import org.tensorflow.framework.metrics.SparseTopKCategoricalAccuracy;
import org.tensorflow.framework.metrics.SquaredHinge;
import org.tensorflow.framework.metrics.TopKCategoricalAccuracy;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * The values that a metric of the framework averages, computed without any state.
 *
 * @param function computes them
 * @param direction whether more or less is better
 * @param ofClassNumbers whether targets are class numbers, so that their rank differs from that of
 *     the predictions
 */
record SampleValues(Function function, MetricDirection direction, boolean ofClassNumbers) {

  /** How the framework's metrics compute values; the interface they share is not exported. */
  @FunctionalInterface
  interface Function {
    Operand<TFloat32> call(
        Ops tf,
        Operand<? extends TNumber> labels,
        Operand<? extends TNumber> predictions,
        Class<TFloat32> type);
  }

  /** Returns the values of a metric that is a mean of them, or null for any other metric. */
  static @Nullable SampleValues of(Metric metric) {
    SampleValues hits = hits(metric);
    if (hits != null) {
      return hits;
    }
    if (metric instanceof CosineSimilarity<?> m) {
      return new SampleValues(m::call, MetricDirection.MAX, false);
    }
    if (metric instanceof SparseCategoricalCrossentropy<?> m) {
      return new SampleValues(m::call, MetricDirection.MIN, true);
    }
    Function loss = loss(metric);
    return loss == null ? null : new SampleValues(loss, MetricDirection.MIN, false);
  }

  private static @Nullable SampleValues hits(Metric metric) {
    if (metric instanceof Accuracy<?> m) {
      return new SampleValues(m::call, MetricDirection.MAX, false);
    }
    if (metric instanceof BinaryAccuracy<?> m) {
      return new SampleValues(m::call, MetricDirection.MAX, false);
    }
    if (metric instanceof CategoricalAccuracy<?> m) {
      return new SampleValues(m::call, MetricDirection.MAX, false);
    }
    if (metric instanceof TopKCategoricalAccuracy<?> m) {
      return new SampleValues(m::call, MetricDirection.MAX, false);
    }
    if (metric instanceof SparseCategoricalAccuracy<?> m) {
      return new SampleValues(m::call, MetricDirection.MAX, true);
    }
    if (metric instanceof SparseTopKCategoricalAccuracy<?> m) {
      return new SampleValues(m::call, MetricDirection.MAX, true);
    }
    return null;
  }

  private static @Nullable Function loss(Metric metric) {
    if (metric instanceof BinaryCrossentropy<?> m) {
      return m::call;
    }
    if (metric instanceof CategoricalCrossentropy<?> m) {
      return m::call;
    }
    if (metric instanceof CategoricalHinge<?> m) {
      return m::call;
    }
    if (metric instanceof Hinge<?> m) {
      return m::call;
    }
    if (metric instanceof KLDivergence<?> m) {
      return m::call;
    }
    if (metric instanceof LogCoshError<?> m) {
      return m::call;
    }
    if (metric instanceof MeanAbsoluteError<?> m) {
      return m::call;
    }
    if (metric instanceof MeanAbsolutePercentageError<?> m) {
      return m::call;
    }
    if (metric instanceof MeanSquaredError<?> m) {
      return m::call;
    }
    if (metric instanceof MeanSquaredLogarithmicError<?> m) {
      return m::call;
    }
    if (metric instanceof Poisson<?> m) {
      return m::call;
    }
    if (metric instanceof SquaredHinge<?> m) {
      return m::call;
    }
    return null;
  }
}
