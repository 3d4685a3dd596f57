package org.keras4j.metrics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;

/**
 * Counts at thresholds that a user may give.
 *
 * @param <S> the metric's own type
 */
abstract class ThresholdMetric<S extends ThresholdMetric<S>> extends ConfusionMetric<S> {

  private double @Nullable [] thresholds;

  /**
   * Sets the numbers in [0, 1] above which a prediction counts as yes. With several the result is a
   * vector, which works only outside {@code compile}. By default 0.5.
   */
  public final S thresholds(double... values) {
    if (values.length == 0) {
      throw badArgument("thresholds", "at least one number", "none");
    }
    for (double t : values) {
      if (!(t >= 0 && t <= 1)) {
        throw badArgument("thresholds", "numbers in [0, 1]", Arrays.toString(values));
      }
    }
    thresholds = values.clone();
    return self();
  }

  @Override
  final Thresholds thresholds() {
    return thresholds == null ? Thresholds.of(defaultThreshold()) : Thresholds.of(thresholds);
  }

  double defaultThreshold() {
    return 0.5;
  }

  final void thresholdConfig(Config c) {
    c.<double[]>object(
        "thresholds",
        thresholds,
        t -> t.length == 1 ? (Object) t[0] : Arrays.stream(t).boxed().toList(),
        v -> c.toNumbers("thresholds", v),
        this::thresholds);
  }
}
