package org.keras4j.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The measurements as a table in Markdown. */
final class Table {

  /** Our time is meant to be at most this times that of the loop in plain TensorFlow Java. */
  static final double PLAIN_LIMIT = 1.05;

  private final Measurements measurements;

  Table(Measurements measurements) {
    this.measurements = measurements;
  }

  /** Returns head and lines; rows without any figure of ours are left out. */
  String format(List<Row> rows) {
    StringBuilder s = new StringBuilder();
    s.append(
        "| row | unit | compared with | its median (min–max) | Keras4J | times better | target |"
            + " | plain TF Java | ours : plain |\n");
    s.append("|---|---|---|---|---|---|---|---|---|---|\n");
    rows.stream()
        .filter(r -> measurements.values(r.ours(), r.figure()).length > 0)
        .forEach(r -> s.append(line(r)).append('\n'));
    return s.toString();
  }

  private String line(Row r) {
    double[] ours = measurements.values(r.ours(), r.figure());
    double[] theirs = measurements.values(r.baseline(), r.baselineFigure());
    double[] plain =
        r.plain() ? measurements.values(r.ours().on("plain"), r.figure()) : new double[0];
    String ratio = "–";
    String met = "";
    if (theirs.length > 0) {
      double value = r.ratio(Figures.median(theirs), Figures.median(ours));
      ratio = number(value) + "×";
      met = r.target() == 0 ? "" : value >= r.target() ? "ok" : "miss";
    }
    String target = r.target() == 0 ? "–" : number(r.target()) + "×";
    String floor = "–";
    if (plain.length > 0) {
      double value = Figures.median(ours) / Figures.median(plain);
      floor = String.format(Locale.ROOT, "%.3f %s", value, value <= PLAIN_LIMIT ? "ok" : "miss");
    }
    return "| "
        + String.join(
            " | ",
            r.label(),
            r.unit(),
            r.baseline().side(),
            cell(theirs),
            cell(ours),
            ratio,
            target,
            met,
            cell(plain),
            floor)
        + " |";
  }

  private static String cell(double[] values) {
    if (values.length == 0) {
      return "–";
    }
    return number(Figures.median(values))
        + " ("
        + number(Arrays.stream(values).min().orElseThrow())
        + "–"
        + number(Arrays.stream(values).max().orElseThrow())
        + ")";
  }

  /** Returns a number with three digits or, if it is long, without decimals. */
  static String number(double v) {
    int decimals = v >= 100 ? 0 : v >= 10 ? 1 : v >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", v);
  }
}
