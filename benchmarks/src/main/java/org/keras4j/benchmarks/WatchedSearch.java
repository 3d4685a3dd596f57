package org.keras4j.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.keras4j.tuner.HyperModel;
import org.keras4j.tuner.Oracle;
import org.keras4j.tuner.OracleOptions;
import org.keras4j.tuner.Trial;
import org.keras4j.tuner.Tuner;

/**
 * A search that measures itself: memory at some trials, and the time from one trial to the next.
 */
final class WatchedSearch extends Tuner<WatchedSearch> {

  private final Function<OracleOptions, Oracle> algorithm;
  private final List<Integer> stops;
  private final List<Double> millisBetween = new ArrayList<>();
  private final List<Double> processorMillis = new ArrayList<>();
  private final List<Point> points = new ArrayList<>();
  private int ended;
  private long endedAt;
  private long usedAtEnd;

  /**
   * What was measured when so many trials had ended: memory in MiB, loaded classes, the median time
   * from the end of a trial to the beginning of the next since the point before, that of the
   * processors meanwhile, and the size of {@code oracle.json} in KiB.
   */
  record Point(
      int trials,
      double resident,
      double heap,
      double direct,
      int classes,
      double millisBetween,
      double processorMillis,
      double oracleFile) {}

  WatchedSearch(HyperModel model, Function<OracleOptions, Oracle> algorithm, List<Integer> stops) {
    super(model);
    this.algorithm = algorithm;
    this.stops = stops;
  }

  @Override
  protected Oracle createOracle(OracleOptions options) {
    return algorithm.apply(options);
  }

  List<Point> points() {
    return points;
  }

  @Override
  protected void onTrialBegin(Trial trial) {
    if (ended > 0) {
      millisBetween.add((System.nanoTime() - endedAt) / 1e6);
      processorMillis.add((Suggestions.processorTime() - usedAtEnd) / 1e6);
    }
  }

  @Override
  protected void onTrialEnd(Trial trial) {
    ended++;
    if (stops.contains(ended)) {
      points.add(measure(trial.trialId()));
    }
    endedAt = System.nanoTime();
    usedAtEnd = Suggestions.processorTime();
  }

  private Point measure(String trialId) {
    // Twice, with a moment for what is freed by reference queues.
    for (int i = 0; i < 2; i++) {
      System.gc();
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    double mib = 1 << 20;
    double direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    Point point =
        new Point(
            ended,
            ProcessMemory.now(),
            heap / mib,
            direct / mib,
            ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
            median(millisBetween),
            median(processorMillis),
            oracleFile(trialId) / 1024);
    millisBetween.clear();
    processorMillis.clear();
    System.out.printf(
        Locale.ROOT, "%d trials: %.0f MiB, heap %.1f MiB%n", ended, point.resident(), point.heap());
    return point;
  }

  private double oracleFile(String trialId) {
    try {
      return Files.size(trialDir(trialId).resolveSibling("oracle.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }
}
