package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;

/** Searches of spaces that have fewer combinations than the search has trials. */
class RepeatedTrialsTest {
  @TempDir Path temp;

  private static OracleOptions options(String direction) {
    HyperParameters space = new HyperParameters();
    space.Choice("n", 10, 20, 30, 40, 50);
    return new OracleOptions()
        .objective(new Objective("score", direction))
        .maxTrials(10)
        .seed(1)
        .hyperparameters(space);
  }

  static Stream<Function<OracleOptions, Oracle>> oracles() {
    return Stream.of(
        RandomSearchOracle::new,
        BayesianOptimizationOracle::new,
        options -> new BayesianOptimizationOracle(options, 2, 1e-4, 2.6));
  }

  private Oracle prepare(Oracle oracle) {
    oracle.setSilent(true);
    oracle.setProjectFolder(temp);
    return oracle;
  }

  /** Searches until the oracle stops; each score is the value, but for failures. */
  private static List<Integer> run(Oracle oracle, int failing) {
    List<Integer> tried = new ArrayList<>();
    Trial trial = oracle.createTrial("t");
    while (trial.status() == TrialStatus.RUNNING) {
      int n = trial.hyperparameters().getInt("n");
      tried.add(n);
      end(oracle, trial, n == failing);
      trial = oracle.createTrial("t");
    }
    assertEquals(TrialStatus.STOPPED, trial.status());
    return tried;
  }

  private static void end(Oracle oracle, Trial trial, boolean fails) {
    if (fails) {
      trial.fail(TrialStatus.FAILED, new IllegalStateException("on purpose"));
    } else {
      double score = trial.hyperparameters().getInt("n");
      oracle.updateTrial(trial.trialId(), Map.of("score", score), 0);
      trial.setStatus(TrialStatus.COMPLETED);
    }
    oracle.endTrial(trial);
  }

  @ParameterizedTest
  @MethodSource("oracles")
  void allAreTriedAndThenRepeatedTheBestFirst(Function<OracleOptions, Oracle> make) {
    List<Integer> tried = run(prepare(make.apply(options("min"))), 0);
    assertEquals(10, tried.size());
    assertEquals(5, new HashSet<>(tried.subList(0, 5)).size(), tried::toString);
    assertEquals(List.of(10, 20, 30, 40, 50), tried.subList(5, 10));
  }

  @ParameterizedTest
  @MethodSource("oracles")
  void theBestIsTheHighestIfThatIsAskedFor(Function<OracleOptions, Oracle> make) {
    List<Integer> tried = run(prepare(make.apply(options("max").maxTrials(7))), 0);
    assertEquals(List.of(50, 40), tried.subList(5, 7));
  }

  @ParameterizedTest
  @MethodSource("oracles")
  void whatFailedIsNotRepeated(Function<OracleOptions, Oracle> make) {
    List<Integer> tried = run(prepare(make.apply(options("min").maxTrials(11))), 20);
    assertEquals(List.of(10, 30, 40, 50, 10, 30), tried.subList(5, 11));
  }

  @Test
  void aSearchOfFailuresEnds() {
    HyperParameters space = new HyperParameters();
    space.Choice("n", 10);
    OracleOptions options = options("min").hyperparameters(space);
    assertEquals(List.of(10), run(prepare(new RandomSearchOracle(options)), 10));
  }

  @ParameterizedTest
  @MethodSource("oracles")
  void withoutRepetitionsTheSearchEndsWithALine(Function<OracleOptions, Oracle> make) {
    Oracle oracle = make.apply(options("min").repeatTrials(false));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    oracle.setProjectFolder(temp);
    oracle.printTo(new PrintStream(printed, true, StandardCharsets.UTF_8));
    assertEquals(5, run(oracle, 0).size());
    oracle.createTrial("t");
    String text = printed.toString(StandardCharsets.UTF_8);
    String line = "\nAll 5 combinations tried, 5 trials not used\n";
    assertTrue(text.endsWith(line), text);
    assertEquals(text.indexOf(line), text.lastIndexOf(line));
  }

  @Test
  void theFirstRepetitionIsSaid() {
    Oracle oracle = new RandomSearchOracle(options("min").maxTrials(6));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    oracle.setProjectFolder(temp);
    oracle.printTo(new PrintStream(printed, true, StandardCharsets.UTF_8));
    run(oracle, 0);
    String text = printed.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("\nAll 5 combinations tried, 1 trial repeated\n"), text);
  }

  @Test
  void anEndAmongTheRepetitionsIsSaid() {
    HyperParameters space = new HyperParameters();
    space.Choice("n", 10);
    Oracle oracle = new RandomSearchOracle(options("min").hyperparameters(space));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    oracle.setProjectFolder(temp);
    oracle.printTo(new PrintStream(printed, true, StandardCharsets.UTF_8));
    end(oracle, oracle.createTrial("t"), false);
    end(oracle, oracle.createTrial("t"), true);
    assertEquals(TrialStatus.STOPPED, oracle.createTrial("t").status());
    String text = printed.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("\nAll 1 combination tried, 9 trials repeated\n"), text);
    assertTrue(text.endsWith("\nAll 1 combination tried, 8 trials not used\n"), text);
  }

  @ParameterizedTest
  @MethodSource("oracles")
  void withoutALimitTheSearchEnds(Function<OracleOptions, Oracle> make) {
    assertEquals(5, run(prepare(make.apply(options("min").maxTrials(null))), 0).size());
  }

  @ParameterizedTest
  @MethodSource("oracles")
  void aResumedSearchGoesOnWithTheRepetitions(Function<OracleOptions, Oracle> make) {
    run(prepare(make.apply(options("min").repeatTrials(false))), 0);
    Oracle second = prepare(make.apply(options("min").maxTrials(7)));
    second.reload();
    assertEquals(List.of(10, 20), run(second, 0));
    Oracle third = prepare(make.apply(options("min").maxTrials(11)));
    third.reload();
    assertEquals(List.of(30, 40, 50, 10), run(third, 0));
  }

  @Test
  void workersWaitForTheFirstScores() {
    Oracle oracle = prepare(new RandomSearchOracle(options("min")));
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      trials.add(oracle.createTrial("worker" + i));
    }
    assertEquals(TrialStatus.IDLE, oracle.createTrial("worker5").status());
    end(oracle, trials.get(3), false);
    Trial again = oracle.createTrial("worker5");
    assertEquals(trials.get(3).hyperparameters().values(), again.hyperparameters().values());
  }

  @Test
  void aCombinationStaysTriedWhenOneOfItsTrialsFindsMore() {
    TriedValues tried = new TriedValues();
    tried.record("0", Map.of("n", 1));
    tried.record("1", Map.of("n", 1));
    tried.record("1", Map.of("n", 1, "late", 2));
    assertTrue(tried.contains(Map.of("n", 1)));
  }

  // ---- with models ----

  private BayesianOptimization tuner(List<List<Double>> kernels, int trials) {
    return new BayesianOptimization(
            hp -> {
              var model = new Sequential();
              model.add(Input.of(3));
              model.add(new Dense(2));
              hp.Boolean("nothing");
              model.compile(c -> c.loss("mse"));
              kernels.add(numbers(model.getWeights().get(0)));
              return model;
            })
        .objective("loss")
        .maxTrials(trials)
        .silent(true)
        .directory(temp);
  }

  private static List<Double> numbers(NDArray kernel) {
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      numbers.add(kernel.getDouble(i / 2, i % 2));
    }
    return numbers;
  }

  private static void search(BayesianOptimization tuner) {
    NDArray x = NDArray.of(new float[][] {{1, 2, 3}, {3, 1, 2}});
    NDArray y = NDArray.of(new float[][] {{1, 2}, {2, 0}});
    tuner.search(x, y, o -> o.epochs(1));
  }

  @Test
  void asManyModelsComeBackAsTrialsWereAskedFor() {
    var tuner = tuner(new ArrayList<>(), 5);
    search(tuner);
    List<Model> models = tuner.getBestModels(5);
    models.forEach(Model::close);
    assertEquals(5, models.size());
  }

  /** A resumed program sets its seed again. */
  @Test
  void repeatedTrialsBeginWithOtherWeightsInAResumedSearchToo() {
    List<List<Double>> kernels = new ArrayList<>();
    for (int trials : new int[] {2, 4, 7}) {
      Keras.setRandomSeed(3);
      search(tuner(kernels, trials));
    }
    // The first model of each program is not trained.
    assertEquals(10, kernels.size());
    kernels.removeAll(List.of(kernels.get(0)));
    assertEquals(7, kernels.size());
    for (int i = 0; i < kernels.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertNotEquals(kernels.get(j), kernels.get(i), j + " and " + i);
      }
    }
  }
}
