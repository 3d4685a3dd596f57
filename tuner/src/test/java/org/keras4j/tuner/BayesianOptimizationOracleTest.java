package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.Test;
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
  void aShortSearchInManyDimensionsLearns() {
    double ours = 0;
    double random = 0;
    for (int seed = 1; seed <= 5; seed++) {
      HyperParameters space = new HyperParameters();
      for (int i = 0; i < 5; i++) {
        space.Float("x" + i, 0, 1);
      }
      ToDoubleFunction<HyperParameters> bowl =
          hp -> hp.values().values().stream().mapToDouble(x -> Math.pow((double) x - 0.3, 2)).sum();
      OracleOptions options = options(space).maxTrials(15).seed(1000L * seed);
      Oracle learning = prepare("learning" + seed, new BayesianOptimizationOracle(options));
      run(learning, bowl);
      ours += learning.getBestTrials(1).get(0).score();
      Oracle guessing = prepare("guessing" + seed, new RandomSearchOracle(options));
      run(guessing, bowl);
      random += guessing.getBestTrials(1).get(0).score();
    }
    assertTrue(ours < 0.75 * random, ours + " and by chance " + random);
  }

  @Test
  void theFirstTrialsAreSpreadEvenly() {
    HyperParameters space = new HyperParameters();
    space.Float("x", 0, 1);
    space.Float("y", 0, 1);
    Oracle oracle = prepare(new BayesianOptimizationOracle(options(space), 8, null, null));
    Set<Integer> columns = new HashSet<>();
    Set<Integer> rows = new HashSet<>();
    for (int i = 0; i < 8; i++) {
      Trial trial = oracle.createTrial("t");
      columns.add((int) (8 * trial.hyperparameters().getDouble("x")));
      rows.add((int) (8 * trial.hyperparameters().getDouble("y")));
      complete(oracle, trial, i);
    }
    assertEquals(8, columns.size());
    assertEquals(8, rows.size());
  }

  @Test
  void aResumedSearchGoesOnAsIfNothingHadHappened() {
    HyperParameters space = new HyperParameters();
    space.Float("x", 0, 1);
    space.Choice("kind", "plain", "fancy");
    ToDoubleFunction<HyperParameters> score = hp -> Math.pow(hp.getDouble("x") - 0.3, 2);
    Oracle whole = prepare("whole", new BayesianOptimizationOracle(options(space).maxTrials(12)));
    run(whole, score);
    Oracle first = prepare("parts", new BayesianOptimizationOracle(options(space).maxTrials(7)));
    run(first, score);
    Oracle second = prepare("parts", new BayesianOptimizationOracle(options(space).maxTrials(12)));
    second.reload();
    run(second, score);
    assertEquals(
        whole.trials().stream().map(trial -> trial.hyperparameters().values()).toList(),
        second.trials().stream().map(trial -> trial.hyperparameters().values()).toList());
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
  void whatIsNearlyTheSameIsNotTriedAgain() {
    for (int seed = 1; seed <= 3; seed++) {
      HyperParameters space = new HyperParameters();
      space.Float("x", 0, 1);
      space.Choice("kind", "plain", "fancy");
      space.Float("rate", 0, 1, parent("kind", "fancy"));
      Oracle oracle =
          prepare(
              "near" + seed,
              new BayesianOptimizationOracle(options(space).seed(seed).maxTrials(40)));
      List<Map<String, Object>> tried =
          run(
              oracle,
              hp ->
                  Math.pow(hp.getDouble("x") - 0.4, 2)
                      + (hp.contains("rate") ? Math.pow(hp.getDouble("rate") - 0.7, 2) : 0.1));
      for (int i = 0; i < tried.size(); i++) {
        for (int j = 0; j < i; j++) {
          assertTrue(distance(tried.get(i), tried.get(j)) >= 1e-3, tried.get(i) + " again");
        }
      }
    }
  }

  private static double distance(Map<String, Object> a, Map<String, Object> b) {
    if (!a.get("kind").equals(b.get("kind"))) {
      return 1;
    }
    double distance = Math.abs((double) a.get("x") - (double) b.get("x"));
    return a.containsKey("rate")
        ? Math.max(distance, Math.abs((double) a.get("rate") - (double) b.get("rate")))
        : distance;
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
      Oracle oracle =
          prepare(
              "fails" + seed,
              new BayesianOptimization(noModel()).numInitialPoints(4).createOracle(options));
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
    run(
        oracle,
        hp -> {
          double x = hp.getDouble("x");
          return x > 0.5 ? Double.POSITIVE_INFINITY : 5 + Math.pow(x - 0.3, 2);
        });
    long wasted =
        oracle.trials().stream().filter(trial -> Double.isInfinite(trial.score())).count();
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

  /** In {@code Float(0, 1, step 0.1)} Python's {@code 0.5 // 0.1} is 4, and so is 0.4's. */
  @Test
  void neighboursOfAStepAreToldApart() {
    for (double[] range :
        new double[][] {
          {0, 1, 0.1}, {0.1, 0.9, 0.1}, {0, 0.5, 0.05}, {0.2, 0.8, 0.1}, {-3, 5, 0.3}
        }) {
      HyperParameters space = new HyperParameters();
      space.Float("x", range[0], range[1], step(range[2]));
      SpaceVectors vectors = new SpaceVectors(space.space());
      List<Object> values = space.space().get(0).values();
      for (int i = 0; i < values.size(); i++) {
        Map<String, Object> one = Map.of("x", values.get(i));
        double[] point = vectors.toVector(one);
        assertEquals((i + 0.5) / values.size(), point[0], 1e-15, one::toString);
        assertEquals(one, vectors.toValues(point));
        assertEquals(point[0], new SpaceFeatures(vectors).of(one)[0]);
      }
    }
  }

  @Test
  void valuesBesideTheGridHaveTheirOwnCoordinate() {
    HyperParameters space = new HyperParameters();
    space.Float("x", 0, 1, step(0.1));
    SpaceVectors vectors = new SpaceVectors(space.space());
    assertEquals(0.5, vectors.toVector(Map.of("x", 0.45))[0], 1e-15);
    assertEquals(1, vectors.toVector(Map.of("x", 1.0))[0], 1e-15);
  }

  @Test
  void theBestOfASteppedRangeIsFoundEarly() {
    int last = 0;
    for (int seed = 1; seed <= 3; seed++) {
      HyperParameters space = new HyperParameters();
      space.Float("x", 0, 1, step(0.1));
      space.Float("y", 0, 1, step(0.1));
      Oracle oracle =
          prepare(
              "steps" + seed,
              new BayesianOptimizationOracle(options(space).maxTrials(25).seed(seed)));
      List<Map<String, Object>> tried =
          run(
              oracle,
              hp -> Math.pow(hp.getDouble("x") - 0.5, 2) + Math.pow(hp.getDouble("y") - 0.5, 2));
      last = Math.max(last, tried.indexOf(Map.of("x", 0.5, "y", 0.5)) + 1);
      assertTrue(tried.contains(Map.of("x", 0.5, "y", 0.5)), "not found");
    }
    assertTrue(last <= 15, "found only at trial " + last);
  }

  @Test
  void workersThatWaitGoOnWhenATrialHasEnded() {
    HyperParameters space = new HyperParameters();
    space.Int("n", 1, 4);
    List<TrialRecord> earlier = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      earlier.add(
          new TrialRecord(
              "" + i,
              TrialStatus.COMPLETED,
              Map.of("n", 1 + i % 4),
              1.0 * i,
              0,
              null,
              null,
              null,
              false,
              List.of(List.of(new EpochRecord(0, Map.of("score", 1.0 * (i % 9)))))));
    }
    Oracle oracle =
        prepare(
            new BayesianOptimizationOracle(
                options(space).repeatTrials(true).warmStart(new SearchRecord(earlier))));
    for (int i = 0; i < 4; i++) {
      assertEquals(TrialStatus.RUNNING, oracle.createTrial("t" + i).status());
    }
    for (int i = 0; i < 3; i++) {
      assertEquals(TrialStatus.IDLE, oracle.createTrial("waits").status());
    }
    complete(oracle, oracle.createTrial("t1"), 1);
    assertEquals(TrialStatus.RUNNING, oracle.createTrial("waits").status());
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
        IllegalArgumentException.class, () -> new BayesianOptimizationOracle(options, 3, 0.0, 2.6));
    assertThrows(
        IllegalArgumentException.class,
        () -> new BayesianOptimizationOracle(options, 3, 1e-4, -1.0));
  }
}
