package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Oracles that are asked and told by a program of their own. */
@Timeout(120)
class AskAndTellTest {
  @TempDir Path temp;

  private RandomSearchOracle oracle(int maxTrials, int retries) {
    return prepared(
        new RandomSearchOracle(
            options()
                .maxTrials(maxTrials)
                .maxRetriesPerTrial(retries)
                .maxConsecutiveFailedTrials(100)
                .seed(1)));
  }

  private static OracleOptions options() {
    HyperParameters hp = new HyperParameters();
    hp.Float("x", 0, 1);
    return new OracleOptions().hyperparameters(hp).objective(new Objective("y", "min"));
  }

  private RandomSearchOracle prepared(RandomSearchOracle oracle) {
    oracle.setSilent(true);
    oracle.setProjectFolder(temp.resolve("p"));
    return oracle;
  }

  private String file(String name) throws IOException {
    return Files.readString(temp.resolve("p").resolve(name));
  }

  @Test
  void completingTwiceIsTheSameAsOnce() throws IOException {
    RandomSearchOracle oracle = oracle(5, 0);
    Trial trial = oracle.ask();
    Trial once = oracle.complete(trial.trialId(), Map.of("y", 0.5, "z", 2.0));
    assertEquals(0.5, once.score());
    assertEquals(0, once.bestStep());
    assertEquals(TrialStatus.COMPLETED, once.status());
    String state = file("oracle.json") + file("trial_0/trial.json");
    Trial twice = oracle.complete(trial.trialId(), Map.of("y", 0.5, "z", 2.0));
    assertEquals(once.toString(), twice.toString());
    assertEquals(state, file("oracle.json") + file("trial_0/trial.json"));
    RandomSearchOracle later = oracle(5, 0);
    later.reload();
    later.complete(trial.trialId(), Map.of("y", 0.5, "z", 2.0));
    assertEquals(state, file("oracle.json") + file("trial_0/trial.json"));
    assertEquals("1", later.ask().trialId());
  }

  @Test
  void completingTwiceWithNaNIsTheSameAsOnce() {
    for (int retries = 0; retries < 2; retries++) {
      RandomSearchOracle oracle = oracle(5, retries);
      oracle.setProjectFolder(temp.resolve("p" + retries));
      String id = oracle.ask().trialId();
      Trial once = oracle.complete(id, Map.of("y", Double.NaN));
      assertEquals(retries == 0 ? TrialStatus.FAILED : TrialStatus.INVALID, once.status());
      assertEquals(once.toString(), oracle.complete(id, Map.of("y", Double.NaN)).toString());
      assertThrows(IllegalStateException.class, () -> oracle.complete(id, Map.of("y", 0.5)));
      RandomSearchOracle later = oracle(5, retries);
      later.setProjectFolder(temp.resolve("p" + retries));
      later.reload();
      assertEquals(once.toString(), later.complete(id, Map.of("y", Double.NaN)).toString());
    }
    RandomSearchOracle failing = oracle(5, 0);
    String id = failing.ask().trialId();
    failing.updateTrial(id, Map.of("y", 0.5), 0);
    failing.fail(id, new ArithmeticException("boom"));
    assertThrows(IllegalStateException.class, () -> failing.complete(id, Map.of("y", 0.5)));
  }

  @Test
  void aTrialThatHasEndedTakesNothingMore() throws IOException {
    RandomSearchOracle oracle = oracle(9, 0);
    Trial trial = oracle.createTrial("w");
    String id = trial.trialId();
    oracle.updateTrial(id, Map.of("y", 0.5), 0);
    trial.setStatus(TrialStatus.COMPLETED);
    oracle.endTrial(trial);
    String state = file("oracle.json") + file("trial_0/trial.json");
    oracle.endTrial(trial);
    String message =
        assertThrows(
                IllegalStateException.class, () -> oracle.updateTrial(id, Map.of("y", 0.25), 1))
            .getMessage();
    assertTrue(message.contains("updateTrial: trial 0 has ended already as COMPLETED"), message);
    trial.setStatus(TrialStatus.FAILED);
    message = assertThrows(IllegalStateException.class, () -> oracle.endTrial(trial)).getMessage();
    assertTrue(message.contains("endTrial: trial 0 has ended already as COMPLETED"), message);
    assertEquals(state, file("oracle.json") + file("trial_0/trial.json"));
  }

  @Test
  void aFailureThatIsToldAgainCountsOnce() {
    RandomSearchOracle oracle =
        prepared(new RandomSearchOracle(options().maxTrials(9).maxConsecutiveFailedTrials(2)));
    Trial trial = oracle.createTrial("w");
    trial.setStatus(TrialStatus.INVALID);
    oracle.endTrial(trial);
    oracle.endTrial(trial);
    assertEquals(TrialStatus.FAILED, oracle.getTrial(trial.trialId()).status());
    trial.setStatus(TrialStatus.COMPLETED);
    assertThrows(IllegalStateException.class, () -> oracle.endTrial(trial));
    assertEquals("1", oracle.createTrial("w").trialId());
  }

  /** The first call of scoreTrial, which is the program's own, throws. */
  @Test
  void aTrialThatCannotBeScoredIsStillRunning() throws IOException {
    int[] calls = {0};
    RandomSearchOracle oracle =
        prepared(
            new RandomSearchOracle(options().maxTrials(9)) {
              @Override
              protected double scoreTrial(Trial trial) {
                assertEquals(TrialStatus.COMPLETED, trial.status());
                if (calls[0]++ == 0) {
                  throw new ArithmeticException("no score");
                }
                return super.scoreTrial(trial);
              }
            });
    String id = oracle.ask().trialId();
    assertThrows(ArithmeticException.class, () -> oracle.complete(id, Map.of("y", 0.5)));
    assertEquals(TrialStatus.RUNNING, oracle.getBestTrials(1).get(0).status());
    assertEquals(List.of(), oracle.record().trials().get(0).executions());
    assertEquals(0.5, oracle.complete(id, Map.of("y", 0.5)).score());
    assertEquals(1, oracle.getTrial(id).metrics().getHistory("y").size());
    assertEquals("1", oracle.ask().trialId());
  }

  @Test
  void aTrialWithANewEntryThatIsNotAllowedIsStillRunning() {
    RandomSearchOracle oracle = prepared(new RandomSearchOracle(options().allowNewEntries(false)));
    Trial trial = oracle.createTrial("w");
    trial.hyperparameters().Int("more", 1, 3);
    oracle.updateTrial(trial.trialId(), Map.of("y", 0.5), 0);
    trial.setStatus(TrialStatus.COMPLETED);
    assertThrows(IllegalStateException.class, () -> oracle.endTrial(trial));
    Trial kept = oracle.getBestTrials(1).get(0);
    assertEquals(TrialStatus.RUNNING, kept.status());
    assertEquals(1, kept.hyperparameters().space().size());
    assertEquals(kept.trialId(), oracle.createTrial("w").trialId());
    oracle.complete(kept.trialId(), Map.of("y", 0.25));
    assertEquals(0.25, oracle.getBestTrials(1).get(0).score());
  }

  @Test
  void aProgramThatIsRunAgainReloadsOrSearchesElsewhere() throws IOException {
    RandomSearchOracle first = oracle(5, 0);
    first.complete(first.ask().trialId(), Map.of("y", 0.5));
    String state = file("oracle.json");
    RandomSearchOracle second = oracle(5, 0);
    String message = assertThrows(IllegalStateException.class, second::ask).getMessage();
    assertTrue(message.contains(temp.resolve("p").toString()), message);
    assertTrue(message.contains("reload"), message);
    assertTrue(message.contains("setProjectFolder"), message);
    assertEquals(state, file("oracle.json"));
    second.reload();
    assertEquals("1", second.ask().trialId());
    RandomSearchOracle third = oracle(5, 0);
    third.setProjectFolder(temp.resolve("q"));
    assertEquals("0", third.ask().trialId());
    Files.delete(temp.resolve("p/oracle.json"));
    message = assertThrows(IllegalStateException.class, oracle(5, 0)::ask).getMessage();
    assertTrue(message.contains("the trials [0, 1]"), message);
  }

  @Test
  void reloadNeedsASearch() throws IOException {
    RandomSearchOracle none = oracle(5, 0);
    String message = assertThrows(IllegalStateException.class, none::reload).getMessage();
    assertTrue(message.contains("there is no search in " + temp.resolve("p") + " yet"), message);
    none.complete(none.ask().trialId(), Map.of("y", 0.5));
    Files.delete(temp.resolve("p/oracle.json"));
    message = assertThrows(IllegalStateException.class, oracle(5, 0)::reload).getMessage();
    assertTrue(message.contains("the trials [0]"), message);
    assertTrue(message.contains(temp.resolve("p/oracle.json") + " is missing"), message);
    assertTrue(message.contains("setProjectFolder"), message);
    assertFalse(message.contains("projectName"), message);
  }

  /** A guess that is refused leaves nothing: the program can be repaired. */
  @Test
  void aSearchBeginsWithItsFirstTrial() {
    RandomSearchOracle wrong = oracle(5, 0);
    wrong.enqueue(Map.of("x", 7.0));
    assertThrows(FatalTrialException.class, wrong::ask);
    assertFalse(Files.exists(temp.resolve("p/oracle.json")));
    assertEquals("0", oracle(5, 0).ask().trialId());
  }

  @Test
  void theFolderMayBeNamedAgain() {
    Path folder = temp.resolve("p");
    RandomSearchOracle first = oracle(5, 0);
    first.setProjectFolder(folder);
    first.complete(first.ask().trialId(), Map.of("y", 0.5));
    first.setProjectFolder(folder);
    assertEquals("1", first.ask().trialId());
    first.setProjectFolder(temp.resolve("q/../p/."));
    assertEquals("2", first.ask().trialId());
    Path elsewhere = temp.resolve("q");
    String message =
        assertThrows(IllegalStateException.class, () -> first.setProjectFolder(elsewhere))
            .getMessage();
    assertTrue(message.contains("the search is kept in " + folder), message);
    RandomSearchOracle later = oracle(5, 0);
    later.reload();
    later.setProjectFolder(folder);
    assertEquals(3, later.trials().size());
    assertTrue(later.ask().trialId().compareTo("3") < 0, "those that were cut off");
  }

  @Test
  void aTrialThatHasEndedOtherwiseIsNotEndedAgain() {
    RandomSearchOracle oracle = oracle(5, 0);
    String id = oracle.ask().trialId();
    oracle.complete(id, Map.of("y", 0.5));
    String message =
        assertThrows(IllegalStateException.class, () -> oracle.complete(id, Map.of("y", 0.25)))
            .getMessage();
    assertTrue(message.contains("trial 0 has ended already as COMPLETED"), message);
    assertTrue(message.contains("score 0.5"), message);
    assertThrows(
        IllegalStateException.class, () -> oracle.fail(id, new ArithmeticException("late")));
    assertEquals(0.5, oracle.getTrial(id).score());
    assertThrows(IllegalArgumentException.class, () -> oracle.complete("77", Map.of("y", 0.25)));
  }

  @Test
  void failingTwiceIsTheSameAsOnce() {
    RandomSearchOracle oracle = oracle(5, 1);
    String id = oracle.ask().trialId();
    ArithmeticException reason = new ArithmeticException("boom");
    assertEquals(TrialStatus.INVALID, oracle.fail(id, reason).status());
    Trial failed = oracle.fail(id, reason);
    assertEquals(TrialStatus.INVALID, failed.status());
    assertTrue(failed.message().contains("boom"));
    Trial again = oracle.ask();
    assertEquals(id, again.trialId(), "it is tried once more");
    assertNull(again.message());
    assertEquals(TrialStatus.FAILED, oracle.fail(id, reason).status());
    assertEquals(TrialStatus.FAILED, oracle.fail(id, reason).status());
    assertThrows(IllegalStateException.class, () -> oracle.complete(id, Map.of("y", 1.0)));
    String skipped = oracle.ask().trialId();
    assertEquals(
        TrialStatus.FAILED, oracle.fail(skipped, new FailedTrialException("no good")).status());
  }

  @Test
  void everyoneWhoAsksGetsAnotherTrial() {
    RandomSearchOracle oracle = oracle(4, 0);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      ids.add(oracle.ask().trialId());
    }
    assertEquals(List.of("0", "1", "2", "3"), ids);
    assertEquals(TrialStatus.STOPPED, oracle.ask().status());
    RandomSearchOracle later = oracle(5, 0);
    later.reload();
    for (int i = 0; i < 4; i++) {
      Trial trial = later.ask();
      assertTrue(ids.remove(trial.trialId()), "those that were cut off are run again");
    }
    assertEquals("4", later.ask().trialId());
  }

  @Test
  void aTrialMayBeToldOfAfterARestart() {
    String id = oracle(4, 0).ask().trialId();
    RandomSearchOracle later = oracle(4, 0);
    later.reload();
    assertEquals(0.5, later.complete(id, Map.of("y", 0.5)).score());
    assertEquals("1", later.ask().trialId());
  }

  @Test
  void metricsOfEpochsMayComeBefore() {
    RandomSearchOracle oracle = oracle(4, 0);
    String id = oracle.ask().trialId();
    oracle.updateTrial(id, Map.of("y", 0.25), 0);
    oracle.updateTrial(id, Map.of("y", 0.125), 1);
    Trial trial = oracle.complete(id, Map.of("y", 0.5));
    assertEquals(0.125, trial.score());
    assertEquals(1, trial.bestStep());
    assertEquals(3, trial.metrics().getHistory("y").size());
  }

  @Test
  void manyThreadsAskAndTell() throws Exception {
    RandomSearchOracle oracle = oracle(40, 0);
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        workers.add(
            pool.submit(
                () -> {
                  for (Trial t = oracle.ask();
                      t.status() == TrialStatus.RUNNING;
                      t = oracle.ask()) {
                    double x = t.hyperparameters().getDouble("x");
                    if (x < 0.2) {
                      oracle.fail(t.trialId(), new FailedTrialException("small"));
                    } else {
                      oracle.complete(t.trialId(), Map.of("y", x));
                      oracle.complete(t.trialId(), Map.of("y", x));
                    }
                  }
                }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } finally {
      pool.shutdown();
    }
    assertEquals(40, oracle.trials().size());
    for (Trial trial : oracle.trials()) {
      boolean small = trial.hyperparameters().getDouble("x") < 0.2;
      assertEquals(small ? TrialStatus.FAILED : TrialStatus.COMPLETED, trial.status());
    }
    assertTrue(oracle.getBestTrials(1).get(0).score() >= 0.2);
  }
}
