package org.keras4j.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a workload has measured; printed as one line of JSON for {@link Compare}. */
final class Figures {

  private final Map<String, Object> values = new LinkedHashMap<>();

  Figures put(String key, Object value) {
    values.put(key, value);
    return this;
  }

  /** Adds the seconds since the process was started. */
  Figures putStartup() {
    Instant start = ProcessHandle.current().info().startInstant().orElseThrow();
    return put("startup_s", Duration.between(start, Instant.now()).toMillis() / 1e3);
  }

  void print() {
    put("rss_mb", peakMegabytes());
    try {
      System.out.println(new ObjectMapper().writeValueAsString(values));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the peak resident memory of this process, or −1 where the system does not say. */
  private static long peakMegabytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
        }
      }
    } catch (IOException e) {
      return -1;
    }
    return -1;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
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
