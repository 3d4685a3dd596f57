package org.keras4j.benchmarks;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Runs all sides in turn, each row in a process of its own, several rounds, and prints medians,
 * spreads and ratios. {@code Compare --help} lists the options.
 */
public final class Compare {

  private final CompareOptions options;
  private final List<Row> rows;
  private final Map<String, Side> sides = new LinkedHashMap<>();
  private final Measurements measurements;

  private Compare(CompareOptions options) throws IOException {
    this.options = options;
    rows = Rows.keras().stream().filter(r -> options.wants(r.name())).toList();
    sides.put("keras4j", Side.java("Workload"));
    sides.put("plain", plain());
    options.python().ifPresent(p -> sides.put("keras", Side.python(p, options.script(), 1)));
    options.python().ifPresent(p -> sides.put("keras32", Side.python(p, options.script(), 32)));
    if (options.djl()) {
      sides.put("djl", Side.java("DjlSide"));
    }
    Path json = options.json();
    measurements =
        options.resume() && json != null && Files.exists(json)
            ? Measurements.read(json)
            : new Measurements();
  }

  /**
   * With the kernels that the library chooses by itself, so that the floor is as low as it gets.
   */
  private static Side plain() {
    Side side = Side.java("RawTensorFlow");
    return System.getenv("TF_ENABLE_ONEDNN_OPTS") == null
        ? new Side(side.command(), Map.of("TF_ENABLE_ONEDNN_OPTS", "1"))
        : side;
  }

  /** Runs the comparison and prints a Markdown table. */
  public static void main(String[] args) throws IOException {
    CompareOptions options;
    try {
      options = CompareOptions.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    if (options.help()) {
      System.out.print(CompareOptions.HELP);
      return;
    }
    new Compare(options).run();
  }

  private List<Row> djlRows() {
    return options.djl()
        ? Rows.djl().stream().filter(r -> options.wants(r.name())).toList()
        : List.of();
  }

  private void run() throws IOException {
    Path images = Images.file();
    Set<Job> jobs = new LinkedHashSet<>();
    rows.forEach(r -> jobs.addAll(r.jobs()));
    djlRows().forEach(r -> jobs.addAll(r.jobs()));
    jobs.removeIf(j -> !sides.containsKey(j.side()));
    List<Job> order = grouped(jobs);
    for (int round = 1; round <= options.rounds(); round++) {
      for (Job job : order) {
        if (!measurements.has(round, job) && !measurements.tooSlow(job)) {
          measure(round, job, images);
        }
      }
      // Whoever ran first runs last next time, so that a machine that slows down favours nobody.
      Collections.reverse(order);
    }
    System.out.println(report());
  }

  /** Brings together what does the same on different sides, so that they run close in time. */
  private static List<Job> grouped(Set<Job> jobs) {
    Map<String, List<Job>> groups = new LinkedHashMap<>();
    for (Job j : jobs) {
      groups.computeIfAbsent(j.workload() + j.policy(), k -> new ArrayList<>()).add(j);
    }
    List<Job> order = new ArrayList<>();
    groups.values().forEach(order::addAll);
    return order;
  }

  private void measure(int round, Job job, Path images) throws IOException {
    double load = Machine.load();
    long start = System.nanoTime();
    var figures =
        requireNonNull(sides.get(job.side()), job.side())
            .limitedTo(options.limitSeconds())
            .run(job.workload(), images.toString(), job.policy())
            .put("load", load);
    System.err.printf(
        Locale.ROOT, "round %d, %s: %.1f s%n", round, job, (System.nanoTime() - start) / 1e9);
    measurements.add(round, job, figures);
    Path json = options.json();
    Path output = options.output();
    if (json != null && output != null) {
      measurements.write(json);
      Files.writeString(output, report());
    }
  }

  private String report() {
    StringBuilder s = new StringBuilder(new Table(measurements).format(rows));
    if (!djlRows().isEmpty()) {
      s.append('\n').append(new Table(measurements).format(djlRows()));
    }
    s.append('\n').append("Median (min–max) of ").append(options.rounds());
    s.append(" rounds on ").append(Machine.describe()).append(". Versions: ");
    return s.append(String.join("; ", measurements.versions())).append(".\n").toString();
  }
}
