package org.keras4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The figures of one row, by side, over all rounds. */
final class Row {

  private final String name;
  private final String figure;
  private final String baseline;
  private final double target;
  private final Map<String, List<Double>> values = new LinkedHashMap<>();

  /**
   * Makes an empty row.
   *
   * @param figure what is compared, such as {@code ms_per_step}
   * @param baseline the side that ours is divided into
   * @param target how many times better ours is meant to be
   */
  Row(String name, String figure, String baseline, double target) {
    this.name = name;
    this.figure = figure;
    this.baseline = baseline;
    this.target = target;
  }

  void add(String side, JsonNode figures, String key) {
    if (figures.has(key)) {
      values.computeIfAbsent(side, s -> new ArrayList<>()).add(figures.get(key).asDouble());
    }
  }

  private double median(String side) {
    return Figures.median(
        Objects.requireNonNull(values.get(side)).stream()
            .mapToDouble(Double::doubleValue)
            .toArray());
  }

  private String cell(String side) {
    List<Double> v = values.get(side);
    if (v == null) {
      return "–";
    }
    double min = v.stream().mapToDouble(d -> d).min().orElseThrow();
    double max = v.stream().mapToDouble(d -> d).max().orElseThrow();
    return String.format(Locale.ROOT, "%.4g (%.3g–%.3g)", median(side), min, max);
  }

  /** Returns the row of the table: baseline, ours, ratio and target, the hand-written loop. */
  String format() {
    boolean compared = values.containsKey(baseline) && values.containsKey("keras4j");
    boolean higherIsBetter = figure.equals("img_per_s");
    String ratio = "–";
    if (compared) {
      double r = median(baseline) / median("keras4j");
      ratio = String.format(Locale.ROOT, "%.2f×", higherIsBetter ? 1 / r : r);
    }
    String floor =
        values.containsKey("raw") && values.containsKey("keras4j")
            ? String.format(Locale.ROOT, "%.3f", median("keras4j") / median("raw"))
            : "–";
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s: %s | %s | %s | %.4g× | %s | %s |",
        name,
        figure,
        baseline,
        cell(baseline),
        cell("keras4j"),
        ratio,
        target,
        cell("raw"),
        floor);
  }
}
