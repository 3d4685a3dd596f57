package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Follows searches of KerasTuner to their end; see parity/tuner_bayesian_like.py. */
class BayesianLikeKerasTunerTest {
  private static final int TRIALS = 15;

  @TempDir Path temp;

  @TestFactory
  Stream<DynamicTest> searchesOfKerasTunerAreFollowed() {
    return Resources.json("bayesian_like.json").objects("cases").stream()
        .map(search -> DynamicTest.dynamicTest(search.string("case"), () -> follow(search)));
  }

  private void follow(JsonObject search) throws IOException {
    Path folder = temp.resolve(search.string("case"));
    int workers = search.integer("workers");
    List<JsonObject> steps = search.objects("steps");
    Oracle oracle = oracle(search, folder);
    Deque<Trial> running = new ArrayDeque<>();
    for (int i = 0; i < steps.size(); i++) {
      JsonObject step = steps.get(i);
      if (running.size() == workers) {
        end(oracle, running.remove(), steps.get(i - workers), search);
      }
      if (!search.isNull("resume") && i == search.integer("resume")) {
        oracle = oracle(search, folder);
        oracle.reload();
      }
      Trial trial = oracle.createTrial("tuner" + i % workers);
      check(step, trial, folder);
      running.add(trial);
    }
    if (steps.size() < TRIALS) {
      end(oracle, running.remove(), steps.get(steps.size() - 1), search);
      assertEquals(TrialStatus.STOPPED, oracle.createTrial("tuner0").status());
    }
  }

  private static Oracle oracle(JsonObject search, Path folder) {
    OracleOptions options =
        new OracleOptions()
            .objective(new Objective("score", search.string("direction")))
            .maxTrials(TRIALS)
            .seed(search.integer("seed"))
            .hyperparameters(HyperParameters.fromConfig(search.object("hyperparameters")));
    Integer initial =
        search.isNull("num_initial_points") ? null : search.integer("num_initial_points");
    Oracle oracle = new BayesianOptimizationOracle(options, initial, 1e-4, 2.6, true);
    oracle.setSilent(true);
    oracle.setProjectFolder(folder);
    return oracle;
  }

  private static void check(JsonObject step, Trial trial, Path folder) throws IOException {
    String id = step.string("id");
    assertEquals(id, trial.trialId());
    Map<String, Object> values = trial.hyperparameters().values();
    Map<String, ?> expected = step.object("values").members();
    assertEquals(expected.keySet(), values.keySet(), id);
    expected.forEach((name, value) -> assertClose(id + " " + name, value, values.get(name)));
    JsonObject saved = Json.read(Files.readString(folder.resolve("oracle.json")), "oracle.json");
    assertEquals(step.longInteger("seed_state"), saved.longInteger("seed_state"), id);
  }

  private static void assertClose(String name, Object expected, Object actual) {
    if (expected instanceof Double number) {
      assertEquals(number, Values.toDouble(actual), 5e-3 * Math.abs(number) + 1e-6, name);
    } else {
      assertEquals(expected, actual, name);
    }
  }

  private static void end(Oracle oracle, Trial trial, JsonObject step, JsonObject search) {
    if (!search.isNull("fails")
        && Integer.parseInt(trial.trialId()) % search.integer("fails") == 0) {
      trial.fail(TrialStatus.FAILED, new IllegalStateException("as in Python"));
    } else {
      oracle.updateTrial(trial.trialId(), Map.of("score", step.number("score")), 0);
      trial.setStatus(TrialStatus.COMPLETED);
    }
    oracle.endTrial(trial);
  }

  // ---- other searches; see parity/tuner_bayesian.py ----

  @TestFactory
  Stream<DynamicTest> suggestionsAreThoseOfKerasTuner() {
    return Resources.json("bayesian_search.json").objects("cases").stream()
        .map(search -> DynamicTest.dynamicTest(search.string("case"), () -> checkSearch(search)));
  }

  private void checkSearch(JsonObject search) {
    OracleOptions options =
        new OracleOptions()
            .objective(new Objective("score", search.string("direction")))
            .maxTrials(100)
            .seed(search.integer("seed"))
            .hyperparameters(HyperParameters.fromConfig(search.object("hyperparameters")));
    Oracle oracle = new BayesianOptimizationOracle(options, null, null, null, true);
    oracle.setSilent(true);
    oracle.setProjectFolder(temp.resolve(search.string("case")));
    for (JsonObject step : search.objects("steps")) {
      Map<String, ?> expected = step.object("values").members();
      Trial trial = oracle.createTrial("t");
      expected.forEach(
          (name, value) -> {
            Object actual = trial.hyperparameters().get(name);
            if (value instanceof Double number) {
              assertEquals(number, Values.toDouble(actual), 0.02, name);
            } else {
              assertEquals(value, actual, name);
            }
          });
      oracle.updateTrial(trial.trialId(), Map.of("score", step.number("score")), 0);
      trial.setStatus(TrialStatus.COMPLETED);
      oracle.endTrial(trial);
    }
  }

  // ---- what else is different ----

  @Test
  void theTunerHasTheSetting() {
    Set<Object> likes = new HashSet<>();
    for (boolean like : new boolean[] {false, true}) {
      HyperParameters space = new HyperParameters();
      space.Boolean("flag");
      OracleOptions options = new OracleOptions().hyperparameters(space).maxTrials(5).seed(1);
      Oracle oracle =
          new BayesianOptimization(
                  hp -> {
                    throw new AssertionError();
                  })
              .numInitialPoints(1)
              .likeKerasTuner(like)
              .createOracle(options);
      oracle.setSilent(true);
      oracle.setProjectFolder(temp.resolve("" + like));
      List<Object> flags = new ArrayList<>();
      Trial trial = oracle.createTrial("t");
      while (trial.status() == TrialStatus.RUNNING) {
        flags.add(trial.hyperparameters().get("flag"));
        double score = (Boolean) trial.hyperparameters().get("flag") ? 2 : 1;
        oracle.updateTrial(trial.trialId(), Map.of("default_objective", score), 0);
        trial.setStatus(TrialStatus.COMPLETED);
        oracle.endTrial(trial);
        trial = oracle.createTrial("t");
      }
      likes.add(flags);
    }
    assertEquals(2, likes.size(), likes::toString);
  }

  @Test
  void aResumedSearchTakesTheSavedSettings() throws IOException {
    HyperParameters space = new HyperParameters();
    space.Int("n", 1, 50);
    OracleOptions options = new OracleOptions().hyperparameters(space).maxTrials(5).seed(1);
    Oracle first = new BayesianOptimizationOracle(options, 2, 1e-3, 2.0, true);
    first.setProjectFolder(temp);
    first.save();
    Oracle second = new BayesianOptimizationOracle(options, null, 1e-2, 5.0, true);
    second.setProjectFolder(temp);
    second.reload();
    second.save();
    JsonObject saved = Json.read(Files.readString(temp.resolve("oracle.json")), "oracle.json");
    assertEquals(2.0, saved.number("beta"));
    assertEquals(1e-3, saved.number("alpha"));
    assertEquals(2, saved.integer("num_initial_points"));
  }

  @Test
  void onlyLikeKerasTunerAnIntegerExceedsItsMaximum() {
    HyperParameters space = new HyperParameters();
    space.Int("n", 1, 100, Sampling.LOG);
    SpaceVectors vectors = new SpaceVectors(space.space());
    assertEquals(Map.of("n", 100), vectors.toValues(new double[] {1}));
    assertEquals(Map.of("n", 101), vectors.toValuesLikeKerasTuner(new double[] {1}));
  }
}
