package org.keras4j.tuner;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * A summary of a metric over the steps of a trial; NaN values are left out.
 *
 * @param min the smallest mean of a step
 * @param max the largest one
 * @param mean their mean
 * @param median their median
 * @param var their population variance
 * @param std their population standard deviation
 */
public record MetricStatistics(
    double min, double max, double mean, double median, double var, double std) {

  static MetricStatistics of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    if (n == 0) {
      return new MetricStatistics(
          Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    double mean = DoubleStream.of(values).sum() / n;
    double var = DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).sum() / n;
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    return new MetricStatistics(sorted[0], sorted[n - 1], mean, median, var, Math.sqrt(var));
  }
}
