package org.keras4j.callbacks;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.Model;
import org.keras4j.internal.Names;
import org.keras4j.internal.Numbers;
import org.keras4j.metrics.MetricDirection;

/**
 * A callback that watches one metric and knows whether it got better.
 *
 * @param <S> the callback's own type
 */
abstract class MonitorCallback<S extends MonitorCallback<S>> extends Callback {

  private static final System.Logger LOG = System.getLogger("org.keras4j");
  private static final List<String> MODES = List.of("auto", "min", "max");

  private String monitor = "val_loss";
  private String mode = "auto";
  private double minDelta;
  private @Nullable MetricDirection direction;
  private boolean warned;

  MonitorCallback(double minDelta) {
    this.minDelta = minDelta;
  }

  @SuppressWarnings("unchecked")
  final S self() {
    return (S) this;
  }

  final String className() {
    return getClass().getSimpleName();
  }

  /** Sets the name of the metric to watch, as it appears in the logs. By default val_loss. */
  public S monitor(String name) {
    monitor = name;
    return self();
  }

  /** Returns the name of the metric to watch. */
  public final String monitor() {
    return monitor;
  }

  /**
   * Sets which way is better: {@code "min"}, {@code "max"}, or {@code "auto"} (the default), which
   * asks the metric of that name.
   *
   * @throws IllegalArgumentException for anything else
   */
  public S mode(String newMode) {
    if (!MODES.contains(newMode)) {
      throw Names.unknown("mode of " + className(), newMode, MODES);
    }
    mode = newMode;
    direction = null;
    return self();
  }

  /** Sets how much the metric has to change to count as better; its sign is ignored. */
  final void setMinDelta(double delta) {
    minDelta = Numbers.finite(className(), "minDelta", delta);
  }

  @Override
  void attach(Model newModel, CallbackParams newParams) {
    super.attach(newModel, newParams);
    direction = null;
    warned = false;
  }

  /** Finds out early, after the first step, whether the direction can be told. */
  @Override
  public void onTrainBatchEnd(int batch, Logs logs) {
    direction();
  }

  private MetricDirection direction() {
    MetricDirection d = direction;
    if (d == null) {
      d =
          switch (mode) {
            case "min" -> MetricDirection.MIN;
            case "max" -> MetricDirection.MAX;
            default -> ask();
          };
      direction = d;
    }
    return d;
  }

  private MetricDirection ask() {
    String metric = monitor.startsWith("val_") ? monitor.substring(4) : monitor;
    MetricDirection d =
        metric.equals("loss") ? MetricDirection.MIN : model().metricDirection(metric);
    if (d == MetricDirection.UNKNOWN) {
      throw new IllegalArgumentException(
          className()
              + " watches '"
              + monitor
              + "', and there is no compiled metric of this name that tells whether more or less is"
              + " better; correct the name, or say mode(\"min\") or mode(\"max\")");
    }
    return d;
  }

  /** Returns the metric's value, or null, with one warning a run, if the logs do not have it. */
  final @Nullable Double watched(Logs logs, String consequence) {
    direction();
    Double value = logs.get(monitor);
    if (value == null && !warned) {
      warned = true;
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} watches {1}, which is not in the logs, so {2}. There are: {3}",
          className(),
          monitor,
          consequence,
          String.join(", ", Names.nearestFirst(monitor, logs.names())));
    }
    return value;
  }

  /**
   * Returns whether a value is better than an earlier one by more than the minimum; always if there
   * is none. NaN is never better. Keras compares after rounding to float32, and so do we: a
   * difference of exactly the minimum is none, whatever double precision makes of it.
   */
  final boolean isBetter(double current, @Nullable Double reference) {
    if (Double.isNaN(current)) {
      // In Keras a first NaN is the best for ever, as nothing compares to it.
      return false;
    }
    if (reference == null) {
      return true;
    }
    double delta = Math.abs(minDelta);
    float ref = reference.floatValue();
    return direction() == MetricDirection.MIN
        ? (float) (current + delta) < ref
        : (float) (current - delta) > ref;
  }

  final IllegalArgumentException badArgument(String name, String expected, Object received) {
    return new IllegalArgumentException(
        className() + ": " + name + " must be " + expected + "; received " + received);
  }
}
