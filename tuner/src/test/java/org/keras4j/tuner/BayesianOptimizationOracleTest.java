package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.tuner.HyperParameters.parent;
import static org.keras4j.tuner.HyperParameters.step;
import static org.keras4j.tuner.Sampling.LOG;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class BayesianOptimizationOracleTest {
  @TempDir Path temp;

  private static OracleOptions options(HyperParameters space) {
    return new OracleOptions()
        .objective(new Objective("score", "min"))
        .maxTrials(100)
        .seed(1)
        .repeatTrials(false)
        .hyperparameters(space);
  }

  private <T extends Oracle> T prepare(T oracle) {
    oracle.setSilent(true);
    oracle.setProjectFolder(temp);
    return oracle;
  }

  private <T extends Oracle> T prepare(String folder, T oracle) {
    oracle.setSilent(true);
    oracle.setProjectFolder(temp.resolve(folder));
    return oracle;
  }

  private static HyperModel.Builder noModel() {
    return hp -> {
      throw new AssertionError();
    };
  }

  private static void complete(Oracle oracle, Trial trial, double score) {
    oracle.updateTrial(trial.trialId(), Map.of("score", score), 0);
    trial.setStatus(TrialStatus.COMPLETED);
    oracle.endTrial(trial);
  }

  /** Searches until the oracle stops; no combination may come twice. */
  private static List<Map<String, Object>> run(
      Oracle oracle, ToDoubleFunction<HyperParameters> score) {
    List<Map<String, Object>> tried = new ArrayList<>();
    Trial trial = oracle.createTrial("t");
    while (trial.status() == TrialStatus.RUNNING) {
      Map<String, Object> values = new LinkedHashMap<>(trial.hyperparameters().values());
      assertTrue(!tried.contains(values), () -> values + " again");
      tried.add(values);
      complete(oracle, trial, score.applyAsDouble(trial.hyperparameters()));
      trial = oracle.createTrial("t");
    }
    return tried;
  }

  // ---- the same searches as KerasTuner's; see parity/tuner_bayesian.py ----

  @TestFactory
  Stream<DynamicTest> suggestionsAreThoseOfKerasTuner() {
    return Resources.json("bayesian_search.json").objects("cases").stream()
        .map(search -> DynamicTest.dynamicTest(search.string("case"), () -> checkSearch(search)));
  }

  private void checkSearch(JsonObject search) {
    OracleOptions options =
        options(HyperParameters.fromConfig(search.object("hyperparameters")))
            .objective(new Objective("score", search.string("direction")))
            .seed(search.integer("seed"));
    Oracle oracle = prepare(new BayesianOptimizationOracle(options));
    Set<Object> seen = new HashSet<>();
    for (JsonObject step : search.objects("steps")) {
      Map<String, ?> expected = step.object("values").members();
      Trial trial = oracle.createTrial("t");
      if (!seen.add(expected)) {
        assertNotEquals(expected, trial.hyperparameters().values(), "a repetition");
        return;
      }
      expected.forEach((name, value) -> assertClose(name, value, trial.hyperparameters()));
      complete(oracle, trial, step.number("score"));
    }
  }

  private static void assertClose(String name, Object expected, HyperParameters actual) {
    if (expected instanceof Double number) {
      assertEquals(number, actual.getDouble(name), 0.02, name);
    } else {
      assertEquals(expected, actual.get(name), name);
    }
  }

  // ---- what it is for ----

  @Test
  void itFindsTheBottomOfABowl() {
    HyperParameters space = new HyperParameters();
    space.Float("x", -1, 1);
    space.Float("y", 0.001, 10, LOG);
    Oracle oracle = prepare(new BayesianOptimizationOracle(options(space).maxTrials(25)));
    run(
        oracle,
        hp ->
            Math.pow(hp.getDouble("x") - 0.3, 2) + Math.pow(Math.log10(hp.getDouble("y")) + 1, 2));
    Trial best = oracle.getBestTrials(1).get(0);
    assertTrue(best.score() < 0.01, best::toString);
  }

  @Test
  void itMaximisesToo() {
    HyperParameters space = new HyperParameters();
    space.Int("n", 0, 100);
    OracleOptions options = options(space).maxTrials(15).objective(new Objective("score", "max"));
    Oracle oracle = prepare(new BayesianOptimizationOracle(options));
    run(oracle, hp -> -Math.pow(hp.getInt("n") - 37, 2));
    assertEquals(37, oracle.getBestTrials(1).get(0).hyperparameters().getInt("n"), 2);
  }

  // ---- repetitions ----

  @Test
  void aFiniteSpaceIsTriedCompletelyAndOnce() {
    HyperParameters space = new HyperParameters();
    space.Choice("a", 1, 2, 3);
    space.Boolean("b");
    space.Fixed("c", "text");
    Oracle oracle = prepare(new BayesianOptimizationOracle(options(space), 2, 1e-4, 2.6));
    assertEquals(6, run(oracle, hp -> hp.getInt("a")).size());
  }

  @Test
  void conditionsDoNotMakeRepetitions() {
    HyperParameters space = new HyperParameters();
    space.Choice("kind", "plain", "fancy");
    space.Int("depth", 1, 4, parent("kind", "fancy"));
    space.Float("rate", 0, 1, step(0.5), parent("kind", "plain"));
    Oracle oracle = prepare(new BayesianOptimizationOracle(options(space), 2, 1e-4, 2.6));
    List<Map<String, Object>> tried = run(oracle, hp -> hp.contains("depth") ? 1 : 0);
    assertEquals(7, tried.size(), tried::toString);
  }

  @Test
  void aSearchSurvivesARegionThatFails() {
    for (int seed = 1; seed <= 10; seed++) {
      HyperParameters space = new HyperParameters();
      space.Float("x", 0, 1);
      space.Float("y", 0, 1);
      OracleOptions options = options(space).maxTrials(20).seed(seed);
      Oracle oracle = prepare("fails" + seed, new BayesianOptimization(noModel()).numInitialPoints(4).createOracle(options));
      int failures = 0;
      Trial trial = oracle.createTrial("t");
      while (trial.status() == TrialStatus.RUNNING) {
        double x = trial.hyperparameters().getDouble("x");
        double y = trial.hyperparameters().getDouble("y");
        if (x > 0.9) {
          failures++;
          trial.fail(TrialStatus.FAILED, new IllegalStateException("too large"));
          oracle.endTrial(trial);
        } else {
          complete(oracle, trial, -x + Math.pow(y - 0.5, 2));
        }
        trial = oracle.createTrial("t");
      }
      assertEquals(20, oracle.trials().size());
      double best = oracle.getBestTrials(1).get(0).score();
      assertTrue(best < -0.7, "best " + best + " after " + failures + " failures");
    }
  }

  @Test
  void infiniteScoresCountAsTheWorst() {
    HyperParameters space = new HyperParameters();
    space.Float("x", 0, 1);
    Oracle oracle = prepare(new BayesianOptimizationOracle(options(space).maxTrials(15)));
    run(oracle, hp -> {
      double x = hp.getDouble("x");
      return x > 0.5 ? Double.POSITIVE_INFINITY : 5 + Math.pow(x - 0.3, 2);
    });
    long wasted = oracle.trials().stream().filter(trial -> Double.isInfinite(trial.score())).count();
    assertTrue(wasted < 7, () -> wasted + " of 15");
  }

  @Test
  void failedTrialsAreNotRepeated() {
    HyperParameters space = new HyperParameters();
    space.Int("n", 1, 6);
    OracleOptions options = options(space).maxConsecutiveFailedTrials(10);
    Oracle oracle = prepare(new BayesianOptimizationOracle(options, 2, 1e-4, 2.6));
    Set<Object> seen = new HashSet<>();
    Trial trial = oracle.createTrial("t");
    while (trial.status() == TrialStatus.RUNNING) {
      int n = trial.hyperparameters().getInt("n");
      assertTrue(seen.add(n));
      if (n % 2 == 0) {
        trial.fail(TrialStatus.FAILED, new IllegalStateException("even"));
        oracle.endTrial(trial);
      } else {
        complete(oracle, trial, n);
      }
      trial = oracle.createTrial("t");
    }
    assertEquals(6, seen.size());
  }

  @Test
  void severalWorkersGetDifferentTrials() {
    HyperParameters space = new HyperParameters();
    space.Float("x", 0, 1);
    space.Float("y", 0, 1);
    Oracle oracle = prepare(new BayesianOptimizationOracle(options(space), 3, 1e-4, 2.6));
    for (int i = 0; i < 3; i++) {
      complete(oracle, oracle.createTrial("t"), i);
    }
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      HyperParameters hp = oracle.createTrial("worker" + i).hyperparameters();
      double[] point = {hp.getDouble("x"), hp.getDouble("y")};
      for (double[] other : points) {
        double distance = Math.hypot(point[0] - other[0], point[1] - other[1]);
        assertTrue(distance > 0.05, () -> "workers too close: " + distance);
      }
      points.add(point);
    }
  }

  // ---- going on ----

  @Test
  void alphaAndBetaOfTheConstructorCount() throws IOException {
    HyperParameters space = new HyperParameters();
    space.Int("n", 1, 50);
    Oracle first = prepare(new BayesianOptimizationOracle(options(space), 2, 1e-3, 2.0));
    complete(first, first.createTrial("t"), 1);
    Oracle second = prepare(new BayesianOptimizationOracle(options(space), 2, 1e-2, 5.0));
    second.reload();
    complete(second, second.createTrial("t"), 1);
    JsonObject saved = Json.read(Files.readString(temp.resolve("oracle.json")), "oracle.json");
    assertEquals(5.0, saved.number("beta"));
    assertEquals(1e-2, saved.number("alpha"));
    assertEquals(2, saved.integer("num_initial_points"));
  }

  @Test
  void hyperparametersThatAppearLateCountAsDefault() {
    HyperParameters space = new HyperParameters();
    space.Int("n", 1, 50);
    Oracle oracle = prepare(new BayesianOptimizationOracle(options(space), 3, 1e-4, 2.6));
    for (int i = 0; i < 6; i++) {
      Trial trial = oracle.createTrial("t");
      trial.hyperparameters().Float("late", 0, 1);
      complete(oracle, trial, i);
    }
    assertTrue(oracle.createTrial("t").hyperparameters().contains("late"));
  }

  @Test
  void impossibleNumbersAreRefused() {
    OracleOptions options = new OracleOptions();
    assertThrows(
        IllegalArgumentException.class,
        () -> new BayesianOptimizationOracle(options, -1, 1e-4, 2.6));
    assertThrows(
        IllegalArgumentException.class, () -> new BayesianOptimizationOracle(options, 3, 0, 2.6));
    assertThrows(
        IllegalArgumentException.class, () -> new BayesianOptimizationOracle(options, 3, 1e-4, -1));
  }
}
