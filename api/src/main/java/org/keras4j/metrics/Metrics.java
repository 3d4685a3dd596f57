package org.keras4j.metrics;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.losses.LossAccess;
import org.keras4j.losses.Loss;
import org.keras4j.losses.LossFunction;

/** Finds metrics by Keras's names. */
public final class Metrics {

  private Metrics() {}

  /**
   * Returns a new metric with its defaults, under the name it was asked for.
   *
   * @throws IllegalArgumentException for an unknown name, listing the valid ones, or for a metric
   *     that needs arguments
   */
  public static Metric get(String name) {
    return Metric.KIND.get(name).name(name);
  }

  /** Returns a new metric, or null if there is none of this name. */
  public static @Nullable Metric find(String name) {
    Metric m = Metric.KIND.find(name);
    return m == null ? null : m.name(name);
  }

  /**
   * Makes a metric from its class name and config, as they stand in model files.
   *
   * @throws IllegalArgumentException for an unknown class, naming the nearest ones, or a wrong
   *     config, naming the key
   */
  public static Metric fromConfig(String className, Map<String, ?> config) {
    return Metric.KIND.fromConfig(className, config);
  }

  /**
   * Makes a metric that is the mean of a function: Keras's {@code MeanMetricWrapper}.
   *
   * @param function returns one value for each sample, or several, which are averaged
   */
  public static Metric of(String name, LossFunction function) {
    return of(name, function, MetricDirection.UNKNOWN);
  }

  /** Makes a metric that is the mean of a function, and says which way it gets better. */
  public static Metric of(String name, LossFunction function, MetricDirection direction) {
    return new LambdaMetric(name, function, direction);
  }

  /** Makes a metric that is the mean of a loss, under the loss's name. */
  public static Metric of(Loss loss) {
    LossAccess access = LossAccess.get();
    return of(
        loss.name(), (tf, y, p) -> access.values(loss, tf, y, p).values(), MetricDirection.MIN);
  }
}
