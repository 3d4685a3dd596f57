package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Searches that begin with what another one has found out. */
@Timeout(120)
class WarmStartTest {
  @TempDir Path temp;

  private static HyperParameters space(double max) {
    HyperParameters hp = new HyperParameters();
    hp.Float("x", 0, max);
    hp.Float("y", 0, 1);
    hp.Choice("kind", "a", "b", "c");
    return hp;
  }

  /** Lowest, 0, at (.7, .3, b). */
  private static double value(HyperParameters hp) {
    double category =
        switch ((String) hp.get("kind")) {
          case "a" -> 0.4;
          case "b" -> 0;
          default -> 0.2;
        };
    double x = hp.getDouble("x") - 0.7;
    double y = hp.getDouble("y") - 0.3;
    return 3 * x * x + 2 * y * y + category;
  }

  private static OracleOptions options(int trials, long seed) {
    return new OracleOptions()
        .hyperparameters(space(1))
        .objective(new Objective("loss", Direction.MIN))
        .maxTrials(trials)
        .seed(seed);
  }

  private Oracle run(
      String name, OracleOptions options, Function<OracleOptions, Oracle> kind, double level) {
    Oracle oracle = kind.apply(options);
    oracle.setSilent(true);
    oracle.setProjectFolder(temp.resolve(name));
    for (Trial t = oracle.ask(); t.status() == TrialStatus.RUNNING; t = oracle.ask()) {
      oracle.complete(t.trialId(), Map.of("loss", level + value(t.hyperparameters()), "acc", 1.0));
    }
    return oracle;
  }

  private static double best(Oracle oracle) {
    return oracle.getBestTrials(1).get(0).score();
  }

  @Test
  void anEarlierSearchOnOtherDataShortensThisOne() {
    double cold = 0;
    double warm = 0;
    for (int seed = 1; seed <= 5; seed++) {
      SearchRecord earlier =
          run("e" + seed, options(12, 40 + seed), RandomSearchOracle::new, 0).record();
      // All is worse by a lot than it was.
      cold += best(run("c" + seed, options(6, seed), BayesianOptimizationOracle::new, 10)) - 10;
      OracleOptions with = options(6, seed).warmStart(earlier);
      warm += best(run("w" + seed, with, BayesianOptimizationOracle::new, 10)) - 10;
    }
    assertTrue(warm < cold / 3, warm + " after a warm start, " + cold + " without");
  }

  @Test
  void theFirstTrialIsTheBestOneThereAndTheOthersDoNotCount() {
    Oracle earlier = run("e", options(8, 3), RandomSearchOracle::new, 0);
    Map<String, Object> best = earlier.getBestTrials(1).get(0).hyperparameters().values();
    SearchRecord read = SearchRecord.of(temp.resolve("e"));
    assertEquals(earlier.record(), read);
    List<Function<OracleOptions, Oracle>> kinds =
        List.of(RandomSearchOracle::new, BayesianOptimizationOracle::new);
    for (Function<OracleOptions, Oracle> kind : kinds) {
      Oracle oracle = run("w" + kinds.indexOf(kind), options(4, 5).warmStart(read), kind, 0);
      assertEquals(4, oracle.trials().size());
      assertEquals(best, oracle.trials().get(0).hyperparameters().values());
      assertEquals("0", oracle.trials().get(0).trialId());
    }
  }

  @Test
  void theEarlierBestFollowsTheGuesses() {
    Oracle earlier = run("small", options(15, 3), RandomSearchOracle::new, 5);
    Map<String, Object> best = earlier.getBestTrials(1).get(0).hyperparameters().values();
    Map<String, Object> guess = Map.of("x", 0.125, "y", 0.125, "kind", "a");
    List<Function<OracleOptions, Oracle>> kinds =
        List.of(
            RandomSearchOracle::new,
            GridSearchOracle::new,
            HyperbandOracle::new,
            BayesianOptimizationOracle::new);
    for (int i = 0; i < kinds.size(); i++) {
      OracleOptions options = options(5, 4).warmStart(earlier.record()).enqueue(guess);
      Oracle next = run("kind" + i, options, kinds.get(i), 0);
      List<Map<String, Object>> tried =
          next.trials().stream().map(t -> named(t.hyperparameters().values())).toList();
      assertEquals(guess, tried.get(0));
      assertEquals(best, tried.get(1));
      assertEquals(1, tried.stream().filter(best::equals).count(), "once");
    }
  }

  @Test
  void anEarlierSearchThatDoesNotFitIsNamedAtOnce() {
    SearchRecord earlier = run("e", options(3, 3), RandomSearchOracle::new, 0).record();
    HyperParameters other = new HyperParameters();
    other.Float("x", 5, 6);
    Oracle oracle =
        new RandomSearchOracle(
            options(3, 4).hyperparameters(other).warmStart(earlier).enqueue(Map.of("x", 5.5)));
    oracle.setSilent(true);
    oracle.setProjectFolder(temp.resolve("other"));
    String message = assertThrows(FatalTrialException.class, oracle::ask).getMessage();
    assertTrue(message.contains("warmStart: none of the trials fits"), message);
  }

  private static Map<String, Object> named(Map<String, Object> values) {
    Map<String, Object> named = new TreeMap<>(values);
    named.keySet().removeIf(name -> name.startsWith("tuner/"));
    return named;
  }

  /** Also where trials declare more than the earlier search knew. */
  @Test
  void theEarlierBestIsTriedOnce() {
    Oracle earlier = run("small", options(3, 3), RandomSearchOracle::new, 5);
    OracleOptions options = options(4, 4).warmStart(earlier.record());
    Oracle oracle = null;
    for (int i = 0; i < 4; i++) {
      oracle = new RandomSearchOracle(options);
      oracle.setSilent(true);
      oracle.setProjectFolder(temp.resolve("late"));
      if (i > 0) {
        oracle.reload();
      }
      Trial trial = oracle.createTrial("me");
      trial.hyperparameters().Int("late", 1, 9);
      oracle.updateTrial(trial.trialId(), Map.of("loss", 1.0), 0);
      trial.setStatus(TrialStatus.COMPLETED);
      oracle.endTrial(trial);
    }
    long distinct =
        oracle.trials().stream().map(t -> t.hyperparameters().values().get("x")).distinct().count();
    assertEquals(4, distinct, () -> "again");
  }

  /** A training by fit whose epochs do not log what its result reports. */
  @Test
  void reportedMetricsCountWhereEpochsLackThem() {
    Oracle first = new RandomSearchOracle(options(2, 3));
    first.setSilent(true);
    first.setProjectFolder(temp.resolve("reported"));
    for (int i = 0; i < 2; i++) {
      Trial trial = first.ask();
      first.reportEpoch(trial.trialId(), 0, Map.of("acc", 0.25 * i));
      first.complete(trial.trialId(), new TreeMap<>(Map.of("loss", 4.0 - i, "size", 7.0)));
    }
    SearchRecord record = first.record();
    assertEquals(Map.of("loss", 3.0, "size", 7.0), record.trials().get(1).metrics());
    Map<String, Object> best = record.trials().get(1).values();
    Oracle next = run("next", options(1, 4).warmStart(record), RandomSearchOracle::new, 0);
    assertEquals(best, next.trials().get(0).hyperparameters().values());
    String csv = record.toCsv();
    assertTrue(csv.contains("logs.acc,metrics.loss,metrics.size,message"), csv);
    assertTrue(csv.contains("0.25,3.0,7.0,"), csv);
    assertTrue(record.toJson().contains("\"metrics\":{\"loss\":3.0,\"size\":7.0}"), record::toJson);
    assertEquals(record.trials(), SearchRecord.of(temp.resolve("reported")).trials());
  }

  /** An earlier step was better, and lacks what only the end has told. */
  @Test
  void metricsAreThoseOfTheBestStepAndTheLastOfTheOthers() {
    Oracle first = new RandomSearchOracle(options(1, 3));
    first.setSilent(true);
    first.setProjectFolder(temp.resolve("last"));
    String id = first.ask().trialId();
    first.updateTrial(id, Map.of("loss", 0.25, "acc", 0.75), 0);
    first.updateTrial(id, Map.of("loss", 0.5, "acc", 0.5, "size", 8.0), 1);
    first.complete(id, Map.of("loss", 0.5, "size", 7.0));
    TrialRecord trial = first.record().trials().get(0);
    assertEquals(Map.of("loss", 0.25, "acc", 0.75, "size", 7.0), trial.metrics());
  }

  @Test
  void theEarlierObjectiveMayBeAnotherOne() {
    SearchRecord earlier = run("e", options(8, 3), RandomSearchOracle::new, 0).record();
    WarmStart warm = new WarmStart(earlier, new Objective("acc", Direction.MAX));
    assertEquals(8, warm.fitting(space(1)).size());
    assertEquals(1.0, warm.fitting(space(1)).get(0).score());
    OracleOptions other = options(4, 5).objective("val_accuracy").warmStart(earlier);
    String message =
        assertThrows(IllegalArgumentException.class, () -> new RandomSearchOracle(other))
            .getMessage();
    assertTrue(
        message.contains("of 8 trials none is completed with the objective [val_accuracy]; they")
            && message.contains("have logged [acc, loss]"),
        message);
  }

  @Test
  void whatIsNotPossibleAnyMoreIsLeftOut() {
    SearchRecord earlier = run("e", options(8, 3), RandomSearchOracle::new, 0).record();
    WarmStart warm = new WarmStart(earlier, new Objective("loss", Direction.MIN));
    HyperParameters narrow = space(0.5);
    List<WarmStart.Known> fitting = warm.fitting(narrow);
    assertTrue(!fitting.isEmpty() && fitting.size() < 8, fitting.toString());
    assertTrue(fitting.stream().allMatch(known -> (Double) known.values().get("x") <= 0.5));
    HyperParameters none = new HyperParameters();
    none.Float("x", 5, 6);
    String message = assertThrows(FatalTrialException.class, () -> warm.first(none)).getMessage();
    assertTrue(message.contains("warmStart: none of the trials fits"), message);
    // What is new has its default, what is gone is not missed.
    HyperParameters grown = new HyperParameters();
    grown.Float("x", 0, 1);
    grown.Int("depth", 2, 5);
    Map<String, Object> first = warm.first(grown);
    assertEquals(List.of("x", "depth"), List.copyOf(first.keySet()));
    assertEquals(2, first.get("depth"));
  }

  /** What a default makes active counts, too. */
  @Test
  void valuesThatDefaultsMakeImpossibleAreLeftOut() {
    List<List<EpochRecord>> epochs = List.of(List.of(new EpochRecord(0, Map.of("loss", 1.0))));
    TrialRecord trial =
        new TrialRecord(
            "0",
            TrialStatus.COMPLETED,
            Map.of("x", 0.5, "rate", 5.0),
            1.0,
            0,
            null,
            null,
            null,
            false,
            epochs);
    HyperParameters given = new HyperParameters();
    given.Float("x", 0, 1);
    OracleOptions options =
        options(9, 1).hyperparameters(given).warmStart(new SearchRecord(List.of(trial)));
    Oracle oracle = new RandomSearchOracle(options);
    oracle.setSilent(true);
    oracle.setProjectFolder(temp.resolve("conditional"));
    Trial first = oracle.createTrial("me");
    assertEquals(Map.of("x", 0.5), first.hyperparameters().values());
    HyperParameters hp = first.hyperparameters();
    hp.Choice("kind", "a", "b");
    hp.conditionalScope("kind", List.of("a"), () -> hp.Float("rate", 0, 1));
    oracle.updateTrial(first.trialId(), Map.of("loss", 1.0), 0);
    first.setStatus(TrialStatus.COMPLETED);
    oracle.endTrial(first);
    assertEquals(TrialStatus.RUNNING, oracle.createTrial("me").status());
  }

  @Test
  void aFolderWithoutASearchIsNamed() {
    String message =
        assertThrows(IllegalStateException.class, () -> SearchRecord.of(temp.resolve("no")))
            .getMessage();
    assertTrue(message.contains("There is no search in " + temp.resolve("no")), message);
  }
}
