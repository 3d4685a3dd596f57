package org.keras4j.benchmarks;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One line of the table: what ours is compared with, and by which figure.
 *
 * @param name what {@code --rows} selects by
 * @param label as printed
 * @param unit as printed
 * @param ours our process
 * @param figure our figure there
 * @param baseline the process compared with
 * @param baselineFigure its figure
 * @param target how many times better ours is meant to be; 0 without a target
 * @param plain whether the loop in plain TensorFlow Java is compared too
 */
record Row(
    String name,
    String label,
    String unit,
    Job ours,
    String figure,
    Job baseline,
    String baselineFigure,
    double target,
    boolean plain) {

  /** Returns the processes that the row needs. */
  Set<Job> jobs() {
    Set<Job> jobs = new LinkedHashSet<>(List.of(ours, baseline));
    if (plain) {
      jobs.add(ours.on("plain"));
    }
    return jobs;
  }

  /** Returns how many times better ours is. */
  double ratio(double baselineValue, double oursValue) {
    return unit.equals("images/s") ? oursValue / baselineValue : baselineValue / oursValue;
  }
}
