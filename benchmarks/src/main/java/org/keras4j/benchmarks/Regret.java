package org.keras4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.keras4j.tuner.BayesianOptimizationOracle;
import org.keras4j.tuner.Oracle;
import org.keras4j.tuner.OracleOptions;
import org.keras4j.tuner.RandomSearchOracle;

/**
 * Prints how far searches of known functions and of small trainings are from the minimum after 15,
 * 30 and 60 trials, the mean over some seeds: the simple regret. Also what a suggestion takes.
 */
public final class Regret {
  private static final List<Integer> BUDGETS = List.of(15, 30, 60);
  // Searches with neighbouring seeds would share most of their random values.
  private static final int BETWEEN_SEEDS = 1000;
  private static final long ONE_HOUR = 3600;
  private static final String HELP =
      """
      Regret [options]
        --python PYTHON   a Python that has keras-tuner, optuna or scikit-optimize; may be given
                          several times
        --problem NAME    branin, hartmann6, ackley5, mixed, dense or conv; may be given several
                          times, all by default
        --seeds N         how many seeds, 10 by default
        --first-seed N    the first one, 777 by default; each is 1000 after the one before
      """;

  private final List<String> pythons = new ArrayList<>();
  private final List<String> chosen = new ArrayList<>();
  private int seeds = 10;
  private int firstSeed = 777;

  private Regret(String... args) {
    for (int i = 0; i < args.length; i++) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException("Regret does not understand '" + args[i] + "'\n" + HELP);
      }
      String value = args[++i];
      switch (args[i - 1]) {
        case "--python" -> pythons.add(value);
        case "--problem" -> chosen.add(value);
        case "--seeds" -> seeds = Integer.parseInt(value);
        case "--first-seed" -> firstSeed = Integer.parseInt(value);
        default ->
            throw new IllegalArgumentException(
                "Regret does not understand '" + args[i - 1] + "'\n" + HELP);
      }
    }
  }

  /** Prints a table in Markdown. */
  public static void main(String[] args) throws IOException {
    new Regret(args).run();
  }

  private void run() throws IOException {
    System.out.println("| | | 15 trials | 30 trials | 60 trials | ms a trial |");
    System.out.println("|---|---|---|---|---|---|");
    for (RegretProblem problem : problems()) {
      Map<String, Function<OracleOptions, Oracle>> oracles = new LinkedHashMap<>();
      oracles.put("Keras4J", BayesianOptimizationOracle::new);
      oracles.put("likeKerasTuner()", Regret::likeKerasTuner);
      oracles.put("random", RandomSearchOracle::new);
      for (var oracle : oracles.entrySet()) {
        long start = System.nanoTime();
        List<double[]> regrets = new ArrayList<>();
        for (int i = 0; i < seeds; i++) {
          RegretSearch search = new RegretSearch(problem, oracle.getValue());
          regrets.add(search.run(firstSeed + (long) BETWEEN_SEEDS * i, BUDGETS));
        }
        row(problem, oracle.getKey(), regrets, (System.nanoTime() - start) / 1e6);
      }
      for (String python : pythons) {
        python(problem, python);
      }
    }
  }

  private List<RegretProblem> problems() throws IOException {
    List<RegretProblem> all = new ArrayList<>(List.of(KnownFunction.values()));
    all.add(new TrainingTable("dense"));
    all.add(new TrainingTable("conv"));
    List<String> titles = all.stream().map(RegretProblem::title).toList();
    if (!titles.containsAll(chosen)) {
      throw new IllegalArgumentException("--problem is one of " + titles + "; received " + chosen);
    }
    all.removeIf(problem -> !chosen.isEmpty() && !chosen.contains(problem.title()));
    return all;
  }

  private static Oracle likeKerasTuner(OracleOptions options) {
    return new BayesianOptimizationOracle(options, null, null, null, true);
  }

  private void python(RegretProblem problem, String python) throws IOException {
    JsonNode sides =
        Side.python(python, Path.of("benchmarks/regret_side.py"), 1)
            .limitedTo(ONE_HOUR)
            .run(problem.title(), Integer.toString(firstSeed), Integer.toString(seeds))
            .path("sides");
    for (JsonNode side : sides) {
      List<double[]> regrets = new ArrayList<>();
      for (JsonNode best : side.path("best")) {
        double[] regret = new double[BUDGETS.size()];
        for (int k = 0; k < regret.length; k++) {
          regret[k] = best.path(k).asDouble() - problem.minimum();
        }
        regrets.add(regret);
      }
      row(problem, side.path("name").asText(), regrets, 1e3 * side.path("seconds").asDouble());
    }
  }

  private static void row(
      RegretProblem problem, String side, List<double[]> regrets, double milliseconds) {
    StringBuilder line = new StringBuilder("| " + problem.title() + " | " + side + " |");
    for (int k = 0; k < BUDGETS.size(); k++) {
      int at = k;
      double mean = regrets.stream().mapToDouble(regret -> regret[at]).average().orElse(Double.NaN);
      line.append(String.format(Locale.ROOT, " %.4f |", mean));
    }
    int trials = BUDGETS.get(BUDGETS.size() - 1) * regrets.size();
    System.out.println(line.append(String.format(Locale.ROOT, " %.1f |", milliseconds / trials)));
  }
}
