package org.keras4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.keras4j.tuner.BayesianOptimizationOracle;
import org.keras4j.tuner.HyperParameters;
import org.keras4j.tuner.Objective;
import org.keras4j.tuner.OracleOptions;
import org.keras4j.tuner.Trial;

/**
 * Prints what a suggestion takes after 100 trials in ten dimensions, here and in KerasTuner: {@code
 * Suggestions PYTHON [ROUNDS]}. The sides take turns, three rounds by default.
 */
public final class Suggestions {
  private static final int TRIALS = 100;
  private static final int DIMENSIONS = 10;
  private static final int REPEATS = 5;
  private static final long LIMIT_SECONDS = 900;

  private final List<Double> ours = new ArrayList<>();
  private final List<Double> oursOfProcessors = new ArrayList<>();
  private final List<Double> theirs = new ArrayList<>();
  private final List<Double> theirsOfProcessors = new ArrayList<>();

  private Suggestions() {}

  /** Prints a table in Markdown. */
  public static void main(String[] args) throws IOException {
    if (args.length == 0 || args.length > 2) {
      throw new IllegalArgumentException("Suggestions PYTHON [ROUNDS]");
    }
    new Suggestions().run(args[0], args.length > 1 ? Integer.parseInt(args[1]) : 3);
  }

  private void run(String python, int rounds) throws IOException {
    for (int round = 0; round < rounds; round++) {
      JsonNode figures =
          Side.python(python, Path.of("benchmarks/suggestion_side.py"), 1)
              .limitedTo(LIMIT_SECONDS)
              .run(
                  Integer.toString(TRIALS),
                  Integer.toString(DIMENSIONS),
                  Integer.toString(REPEATS));
      figures.path("wall").forEach(seconds -> theirs.add(seconds.asDouble()));
      figures.path("processor").forEach(seconds -> theirsOfProcessors.add(seconds.asDouble()));
      suggest(round);
    }
    System.out.println("| a suggestion, median | on the clock, ms | of the processors, ms |");
    System.out.println("|---|---|---|");
    row("Keras4J", 1e3 * median(ours), 1e3 * median(oursOfProcessors));
    row("KerasTuner", 1e3 * median(theirs), 1e3 * median(theirsOfProcessors));
    row(
        "KerasTuner / Keras4J",
        median(theirs) / median(ours),
        median(theirsOfProcessors) / median(oursOfProcessors));
  }

  private void suggest(int round) throws IOException {
    HyperParameters space = new HyperParameters();
    for (int i = 0; i < DIMENSIONS; i++) {
      space.Float("x" + i, 0, 1);
    }
    var oracle =
        new BayesianOptimizationOracle(
            new OracleOptions()
                .hyperparameters(space)
                .objective(new Objective("score", "min"))
                .maxTrials(TRIALS + REPEATS)
                .seed(round + 1),
            TRIALS,
            null,
            null);
    oracle.setSilent(true);
    Path folder = Files.createTempDirectory("keras4j-suggestions");
    oracle.setProjectFolder(folder);
    Random noise = new Random(round);
    for (int i = 0; i < TRIALS + REPEATS; i++) {
      long clock = System.nanoTime();
      long used = processorTime();
      Trial trial = oracle.ask();
      if (i >= TRIALS) {
        ours.add((System.nanoTime() - clock) / 1e9);
        oursOfProcessors.add((processorTime() - used) / 1e9);
      }
      double score = 0.01 * noise.nextGaussian();
      for (int k = 0; k < DIMENSIONS; k++) {
        score += Math.pow(trial.hyperparameters().getDouble("x" + k) - 0.4, 2);
      }
      oracle.complete(trial.trialId(), Map.of("score", score));
    }
    WorkFolder.delete(folder);
  }

  /** Of the whole process, since the search for the next point may have several threads. */
  static long processorTime() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return system instanceof com.sun.management.OperatingSystemMXBean os
        ? os.getProcessCpuTime()
        : 0;
  }

  private static double median(List<Double> values) {
    return Figures.median(values.stream().mapToDouble(value -> value).toArray());
  }

  private static void row(String side, double clock, double processors) {
    System.out.printf(Locale.ROOT, "| %s | %.1f | %.1f |%n", side, clock, processors);
  }
}
