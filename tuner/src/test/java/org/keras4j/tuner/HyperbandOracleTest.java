package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Hyperband does where KerasTuner loses trials, and when it is cut off. */
@Timeout(300)
class HyperbandOracleTest {
  @TempDir Path temp;

  private static OracleOptions options() {
    HyperParameters hp = new HyperParameters();
    hp.Float("x", 0, 1);
    return new OracleOptions()
        .hyperparameters(hp)
        .objective(new Objective("score", "min"))
        .seed(3)
        .maxConsecutiveFailedTrials(100);
  }

  private static double score(HyperParameters hp) {
    return hp.getDouble("x") / hp.getInt("tuner/epochs");
  }

  private Oracle oracle(OracleOptions options, int maxEpochs, int factor, boolean like) {
    return OracleRuns.in(
        temp.resolve("p"), new HyperbandOracle(options, maxEpochs, factor, 1, like));
  }

  /** The number of trials by bracket, round and epochs. */
  private static Map<String, Integer> rounds(Oracle oracle) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Trial trial : oracle.trials()) {
      HyperParameters hp = trial.hyperparameters();
      String round = hp.get("tuner/bracket") + "." + hp.get("tuner/round");
      counts.merge(round + ": " + hp.get("tuner/epochs"), 1, Integer::sum);
    }
    return counts;
  }

  @Test
  void theBracketsAreKerasTuners() {
    Oracle oracle = oracle(options(), 8, 2, false);
    OracleRuns.toTheEnd(oracle, HyperbandOracleTest::score);
    assertEquals(
        "{0.0: 8=4, 1.0: 4=4, 1.1: 8=2, 2.0: 2=6, 2.1: 4=3, 2.2: 8=2, 3.0: 1=8, 3.1: 2=4,"
            + " 3.2: 4=2, 3.3: 8=1}",
        rounds(oracle).toString());
  }

  @Test
  void theDefaultsAreKerasTuners() {
    HyperbandSchedule schedule = new HyperbandSchedule(100, 3);
    assertEquals(5, schedule.brackets());
    assertEquals(98, schedule.size(4, 0));
    assertEquals(2, schedule.epochs(4, 0));
    assertEquals(34, schedule.epochs(3, 2));
    // The logarithm of 1000 to the base 10 is a little less than 3, in Python too.
    assertEquals(4, new HyperbandSchedule(1000, 10).size(0, 0));
  }

  private static void runWithFailures(Oracle oracle) {
    for (int i = 0; i < 100; i++) {
      Trial trial = oracle.createTrial("me");
      if (trial.status() == TrialStatus.STOPPED) {
        return;
      }
      assertEquals(TrialStatus.RUNNING, trial.status());
      HyperParameters hp = trial.hyperparameters();
      // The first trial of each round but the last ones.
      if (!oracle.trials().stream()
              .filter(t -> !t.trialId().equals(trial.trialId()))
              .map(
                  t ->
                      t.hyperparameters().get("tuner/bracket")
                          + "."
                          + t.hyperparameters().get("tuner/round"))
              .toList()
              .contains(hp.get("tuner/bracket") + "." + hp.get("tuner/round"))
          && hp.getInt("tuner/epochs") < 8) {
        oracle.fail(trial.trialId(), new FailedTrialException("as planned"));
      } else {
        OracleRuns.complete(oracle, trial, HyperbandOracleTest::score);
      }
    }
    throw new AssertionError("the search does not end");
  }

  @Test
  void trialsThatFailedAreAmongThoseThatARoundLoses() {
    Oracle oracle = oracle(options(), 8, 2, false);
    runWithFailures(oracle);
    assertEquals(
        "{0.0: 8=4, 1.0: 4=4, 1.1: 8=2, 2.0: 2=6, 2.1: 4=3, 2.2: 8=2, 3.0: 1=8, 3.1: 2=4,"
            + " 3.2: 4=2, 3.3: 8=1}",
        rounds(oracle).toString());
  }

  @Test
  void kerasTunerTrainsFewerModelsOn() {
    Oracle oracle = oracle(options(), 8, 2, true);
    runWithFailures(oracle);
    assertFalse(rounds(oracle).containsKey("3.3: 8"), () -> "" + rounds(oracle));
  }

  @Test
  void aRoundWithoutAnyResultEndsItsBracketOnly() {
    Oracle oracle = oracle(options(), 4, 2, false);
    for (Trial trial = oracle.ask(); trial.status() != TrialStatus.STOPPED; trial = oracle.ask()) {
      if (trial.hyperparameters().getInt("tuner/bracket") == 2) {
        oracle.fail(trial.trialId(), new FailedTrialException("as planned"));
      } else {
        OracleRuns.complete(oracle, trial, HyperbandOracleTest::score);
      }
    }
    assertEquals("{0.0: 4=3, 1.0: 2=3, 1.1: 4=2, 2.0: 1=4}", rounds(oracle).toString());
  }

  private static OracleOptions fiveCombinations() {
    HyperParameters hp = new HyperParameters();
    hp.Int("x", 1, 5);
    return options().hyperparameters(hp);
  }

  @Test
  void aSmallSpaceIsTrainedOnToo() {
    Oracle oracle = oracle(fiveCombinations(), 9, 3, false);
    OracleRuns.toTheEnd(oracle, HyperbandOracleTest::score);
    assertEquals("{2.0: 1=5, 2.1: 3=3, 2.2: 9=1}", rounds(oracle).toString());
    assertEquals(1, oracle.getBestTrials(1).get(0).hyperparameters().get("x"));
    Oracle reloaded = oracle(fiveCombinations(), 9, 3, false);
    reloaded.reload();
    assertEquals(TrialStatus.STOPPED, reloaded.createTrial("me").status());
  }

  @Test
  void kerasTunerTrainsNoneOfASmallSpaceOn() {
    Oracle oracle = oracle(fiveCombinations(), 9, 3, true);
    OracleRuns.toTheEnd(oracle, HyperbandOracleTest::score);
    assertEquals(Set.of("2.0: 1"), rounds(oracle).keySet());
  }

  @Test
  void aSearchThatIsCutOffGoesOn() throws IOException {
    OracleRuns.assertGoesOnAnywhere(
        temp, () -> new HyperbandOracle(options(), 5, 2, 1), HyperbandOracleTest::score);
  }

  @Test
  void aSearchGoesOnWithItsEpochsAndMayHaveMoreIterations() {
    OracleRuns.toTheEnd(oracle(options(), 4, 2, false), HyperbandOracleTest::score);
    Oracle more =
        OracleRuns.in(temp.resolve("p"), new HyperbandOracle(options(), 100, 3, 2, false));
    more.reload();
    assertEquals(15, more.trials().size());
    OracleRuns.toTheEnd(more, HyperbandOracleTest::score);
    assertEquals(
        "{0.0: 4=6, 1.0: 2=6, 1.1: 4=4, 2.0: 1=8, 2.1: 2=4, 2.2: 4=2}", rounds(more).toString());
  }

  @Test
  void givenValuesBeginInABracket() {
    Oracle oracle = oracle(options().enqueue(Map.of("x", 0.125)), 4, 2, false);
    OracleRuns.toTheEnd(oracle, HyperbandOracleTest::score);
    assertEquals(15, oracle.trials().size());
    assertEquals(
        "{x=0.125, tuner/epochs=1, tuner/initial_epoch=0, tuner/bracket=2, tuner/round=0}",
        oracle.trials().get(0).hyperparameters().values().toString());
  }

  @Test
  void workersTrainEachModelOnOnce() throws Exception {
    Oracle oracle = oracle(options(), 8, 2, false);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<Boolean>> workers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Callable<Boolean> worker = () -> work(oracle);
      workers.add(pool.submit(worker));
    }
    for (Future<Boolean> worker : workers) {
      assertTrue(worker.get());
    }
    pool.shutdown();
    assertEquals(
        "{0.0: 8=4, 1.0: 4=4, 1.1: 8=2, 2.0: 2=6, 2.1: 4=3, 2.2: 8=2, 3.0: 1=8, 3.1: 2=4,"
            + " 3.2: 4=2, 3.3: 8=1}",
        rounds(oracle).toString());
    Set<Object> sources = new HashSet<>();
    for (Trial trial : oracle.trials()) {
      Object source = trial.hyperparameters().values().get("tuner/trial_id");
      assertTrue(source == null || sources.add(source), () -> source + " twice");
    }
  }

  private static boolean work(Oracle oracle) throws InterruptedException {
    Trial trial = oracle.ask();
    while (trial.status() != TrialStatus.STOPPED) {
      if (trial.status() == TrialStatus.IDLE) {
        Thread.sleep(1);
      } else {
        OracleRuns.complete(oracle, trial, HyperbandOracleTest::score);
      }
      trial = oracle.ask();
    }
    return true;
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    for (Runnable attempt :
        List.<Runnable>of(
            () -> new HyperbandOracle(options(), 0, 3, 1),
            () -> new HyperbandOracle(options(), 10, 1, 1),
            () -> new HyperbandOracle(options(), 10, 3, -1))) {
      String message = assertThrows(IllegalArgumentException.class, attempt::run).getMessage();
      assertTrue(message.contains("; received "), message);
    }
  }
}
