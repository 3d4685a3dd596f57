package org.keras4j.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a workload has measured; printed as one line of JSON for the program that started it. */
final class Figures {

  private final Map<String, Object> values = new LinkedHashMap<>();

  Figures put(String key, Object value) {
    values.put(key, value);
    return this;
  }

  /** Adds what an epoch of a training row took. */
  Figures putEpoch(TrainingSize size, double seconds) {
    return put("ms_per_step", 1e3 * seconds / size.steps())
        .put("img_per_s", size.images() / seconds);
  }

  /** Tells the starting program when the first training step was done. */
  Figures putFirstStep() {
    return put("first_step_at_ms", System.currentTimeMillis());
  }

  void print() {
    put("peak_mb", ProcessMemory.peak());
    try {
      System.out.println(new ObjectMapper().writeValueAsString(values));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static double median(double[] values) {
    return quantile(values, .5);
  }

  /** Returns the value below which this share of all lies, between two of them if need be. */
  static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** Times an action several times and returns the median in seconds. */
  static double time(int times, Runnable action) {
    double[] seconds = new double[times];
    for (int i = 0; i < times; i++) {
      long t = System.nanoTime();
      action.run();
      seconds[i] = (System.nanoTime() - t) / 1e9;
    }
    return median(seconds);
  }
}
