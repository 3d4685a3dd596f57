package org.keras4j.tuner;

import java.util.List;
import java.util.Objects;

/**
 * The values of a metric at one step, one for each report.
 *
 * @param step the step, for Keras models the epoch, counted from 0
 * @param values the reported values
 */
public record MetricObservation(int step, List<Double> values) {
  /**
   * Keeps a copy of the values.
   *
   * @param step the step
   * @param values the reported values
   */
  public MetricObservation {
    for (Object value : Objects.requireNonNull(values, "values")) {
      Objects.requireNonNull(value, "a value");
    }
    values = List.copyOf(values);
  }

  /**
   * Averages the values.
   *
   * @return the mean; NaN if any value is NaN
   */
  public double mean() {
    // Exact for the usual single value; a stream's average() is compensated and may differ.
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.size();
  }
}
