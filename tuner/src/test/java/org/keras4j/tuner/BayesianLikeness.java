package org.keras4j.tuner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Prints which of KerasTuner's searches, as parity/tuner_bayesian_likeness.py writes them, are
 * followed to the end, each side computing its own scores. No test: run its main method by hand.
 */
final class BayesianLikeness {
  // A descent ends near a minimum, not at it.
  private static final double TOLERANCE = 5e-3;

  private BayesianLikeness() {}

  /**
   * Runs all searches.
   *
   * @param args the file of the searches, and "ours" for our own way of searching
   */
  public static void main(String[] args) throws IOException {
    boolean like = args.length < 2;
    int same = 0;
    List<String> lines = Files.readAllLines(Path.of(args[0]));
    for (String line : lines) {
      JsonObject search = Json.read(line, args[0]);
      String difference = follow(search, like);
      same += difference == null ? 1 : 0;
      System.out.println(
          search.string("case") + ": " + Objects.requireNonNullElse(difference, "same"));
    }
    System.out.println(same + " of " + lines.size() + " are the same");
  }

  private static String follow(JsonObject search, boolean like) throws IOException {
    OracleOptions options =
        new OracleOptions()
            .objective(new Objective("score", search.string("direction")))
            .maxTrials(15)
            .seed(search.integer("seed"))
            .hyperparameters(HyperParameters.fromConfig(search.object("hyperparameters")));
    Integer initial =
        search.isNull("num_initial_points") ? null : search.integer("num_initial_points");
    Oracle oracle = new BayesianOptimizationOracle(options, initial, 1e-4, 2.6, like);
    oracle.setSilent(true);
    oracle.setProjectFolder(Files.createTempDirectory("likeness"));
    for (JsonObject step : search.objects("steps")) {
      Trial trial = oracle.createTrial("t");
      Map<String, Object> values = trial.hyperparameters().values();
      Map<String, ?> expected = step.object("values").members();
      if (!isSame(expected, values)) {
        return "trial " + step.string("id") + ": " + expected + ", here " + values;
      }
      oracle.updateTrial(trial.trialId(), Map.of("score", score(values)), 0);
      trial.setStatus(TrialStatus.COMPLETED);
      oracle.endTrial(trial);
    }
    boolean ends =
        search.objects("steps").size() == 15
            || oracle.createTrial("t").status() == TrialStatus.STOPPED;
    return ends ? null : "KerasTuner stops after " + search.objects("steps").size();
  }

  private static boolean isSame(Map<String, ?> expected, Map<String, Object> actual) {
    return expected.keySet().equals(actual.keySet())
        && expected.entrySet().stream()
            .allMatch(entry -> isSame(entry.getValue(), actual.get(entry.getKey())));
  }

  private static boolean isSame(Object expected, Object actual) {
    return (expected instanceof Double number && actual instanceof Double other)
        ? Math.abs(number - other) <= TOLERANCE * Math.abs(number) + 1e-6
        : Values.equal(expected, actual);
  }

  private static double score(Map<String, Object> values) {
    double total = 0;
    int i = 0;
    for (Object value : new TreeMap<>(values).values()) {
      double u =
          value instanceof String text
              ? text.chars().sum() % 7 / 7.0
              : Math.log1p(Math.abs(Values.toDouble(value)));
      total += Math.sin(1.3 * i++ + 1.7 * u) + 0.1 * u;
    }
    return total;
  }
}
