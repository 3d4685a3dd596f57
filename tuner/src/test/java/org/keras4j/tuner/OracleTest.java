package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.tuner.HyperParameters.defaultValue;
import static org.keras4j.tuner.HyperParameters.step;
import static org.keras4j.tuner.Sampling.LOG;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OracleTest {
  @TempDir Path temp;

  private RandomSearchOracle oracle(OracleOptions options) {
    RandomSearchOracle oracle = new RandomSearchOracle(options);
    oracle.setSilent(true);
    oracle.setProjectFolder(temp);
    return oracle;
  }

  private static OracleOptions options() {
    HyperParameters hp = new HyperParameters();
    hp.Int("u", 4, 16, step(4));
    hp.Choice("act", "relu", "tanh");
    hp.Boolean("drop");
    hp.Float("lr", 1e-4, 1e-2, LOG);
    return new OracleOptions().objective("val_loss").maxTrials(10).seed(1).hyperparameters(hp);
  }

  private static void complete(Oracle oracle, Trial trial, double score) {
    oracle.updateTrial(trial.trialId(), Map.of("val_loss", score), 0);
    trial.setStatus(TrialStatus.COMPLETED);
    oracle.endTrial(trial);
  }

  private static void crash(Oracle oracle, Trial trial) {
    trial.fail(TrialStatus.INVALID, new ArithmeticException("boom"));
    oracle.endTrial(trial);
  }

  @Test
  void randomValuesAreThoseOfKerasTuner() {
    Oracle oracle = oracle(options());
    List<Map<String, Object>> values = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      values.add(oracle.createTrial("t" + i).hyperparameters().values());
    }
    assertEquals(
        List.of(
            Map.of("u", 4, "act", "tanh", "drop", false, "lr", 0.0002965488058019691),
            Map.of("u", 12, "act", "tanh", "drop", false, "lr", 0.00028406107009737317),
            Map.of("u", 8, "act", "tanh", "drop", false, "lr", 0.0008894905887153519)),
        values);
    assertEquals("7fb5135c03ad66444bb0cd8b6cbeeb01", TriedValues.hash(values.get(0)));
  }

  @Test
  void whatIsHandedOutIsNotTheRecord() {
    Oracle oracle = oracle(options());
    Trial done = oracle.createTrial("t");
    complete(oracle, done, 2);
    String before = oracle.trials().toString();
    for (Trial trial :
        List.of(
            done,
            oracle.trials().get(0),
            oracle.getBestTrials(1).get(0),
            oracle.getTrial(done.trialId()))) {
      trial.setStatus(TrialStatus.FAILED);
      trial.hyperparameters().set("u", 1000);
      trial.hyperparameters().Int("another", 1, 3);
    }
    assertEquals(before, oracle.trials().toString());
    assertEquals(4, oracle.getSpace().space().size());
    assertEquals(2, oracle.getBestTrials(1).get(0).score());
  }

  @Test
  void idsArePaddedToTheNumberOfTrials() {
    assertEquals("00", firstId("ten", options()));
    assertEquals("0", firstId("three", options().maxTrials(3)));
    assertEquals("0000", firstId("any", options().maxTrials(null)));
  }

  private String firstId(String folder, OracleOptions options) {
    Oracle oracle = oracle(options);
    oracle.setProjectFolder(temp.resolve(folder));
    return oracle.createTrial("t").trialId();
  }

  @Test
  void idsLookAlikeWhenTheNumberOfTrialsIsRaised() {
    Oracle oracle = oracle(options().maxTrials(8));
    for (int i = 0; i < 8; i++) {
      complete(oracle, oracle.createTrial("t"), i);
    }
    Oracle more = oracle(options().maxTrials(12));
    more.reload();
    for (int i = 8; i < 12; i++) {
      complete(more, more.createTrial("t"), i);
    }
    assertEquals(
        List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"),
        more.trials().stream().map(Trial::trialId).toList());
  }

  @Test
  void theSearchStopsAtMaxTrials() {
    Oracle oracle = oracle(options().maxTrials(2));
    complete(oracle, oracle.createTrial("t"), 2);
    complete(oracle, oracle.createTrial("t"), 1);
    assertEquals(TrialStatus.STOPPED, oracle.createTrial("t").status());
    assertEquals(0, oracle.remainingTrials());
    assertEquals(List.of("1", "0"), oracle.getBestTrials(5).stream().map(Trial::trialId).toList());
  }

  @Test
  void anExhaustedSpaceEndsTheSearch() {
    HyperParameters hp = new HyperParameters();
    hp.Boolean("flag");
    Oracle oracle = oracle(options().hyperparameters(hp).repeatTrials(false));
    Set<Object> seen = new HashSet<>();
    Trial trial = oracle.createTrial("t");
    while (trial.status() == TrialStatus.RUNNING) {
      assertTrue(seen.add(trial.hyperparameters().get("flag")));
      complete(oracle, trial, 1);
      trial = oracle.createTrial("t");
    }
    assertEquals(TrialStatus.STOPPED, trial.status());
    assertEquals(2, seen.size());
  }

  @Test
  void crashedTrialsAreTriedAgainAndThenGivenUp() {
    Oracle oracle = oracle(options().maxRetriesPerTrial(2));
    for (int run = 0; run < 3; run++) {
      Trial trial = oracle.createTrial("t");
      assertEquals("00", trial.trialId());
      crash(oracle, trial);
    }
    Trial failed = oracle.getTrial("00");
    assertEquals(TrialStatus.FAILED, failed.status());
    assertEquals("boom", failed.cause().getMessage());
    assertTrue(failed.message().contains("ArithmeticException: boom"));
    assertEquals("01", oracle.createTrial("t").trialId());
  }

  @Test
  void aRetryThatSucceedsLeavesNoTraceOfTheFailure() {
    Oracle oracle = oracle(options().maxRetriesPerTrial(1));
    complete(oracle, oracle.createTrial("t"), Double.NaN);
    assertEquals(TrialStatus.INVALID, oracle.getTrial("00").status());
    complete(oracle, oracle.createTrial("t"), 3);
    Trial trial = oracle.getTrial("00");
    assertEquals(TrialStatus.COMPLETED, trial.status());
    assertEquals(3.0, trial.score());
    assertNull(trial.message());
    assertNull(trial.cause());
  }

  @Test
  void aFailedTrialIsNotTriedAgain() {
    Oracle oracle = oracle(options().maxRetriesPerTrial(2));
    Trial trial = oracle.createTrial("t");
    trial.fail(TrialStatus.FAILED, new IllegalStateException("too big"));
    oracle.endTrial(trial);
    assertEquals("01", oracle.createTrial("t").trialId());
  }

  @Test
  void tooManyFailuresInARowEndTheSearchWithTheCause() {
    Oracle oracle = oracle(options());
    crash(oracle, oracle.createTrial("t"));
    crash(oracle, oracle.createTrial("t"));
    complete(oracle, oracle.createTrial("t"), 1);
    crash(oracle, oracle.createTrial("t"));
    crash(oracle, oracle.createTrial("t"));
    Trial last = oracle.createTrial("t");
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> crash(oracle, last));
    assertTrue(e.getMessage().startsWith("3 trials in a row have failed"), e.getMessage());
    assertEquals("boom", e.getCause().getMessage());
    Oracle resumed = oracle(options());
    resumed.reload();
    assertEquals(TrialStatus.FAILED, resumed.getTrial("05").status(), "saved before the exception");
    complete(resumed, resumed.createTrial("t"), 1);
  }

  @Test
  void aRunThatHasNotEndedCannotBeEnded() {
    Oracle oracle = oracle(options());
    Trial trial = oracle.createTrial("t");
    oracle.updateTrial(trial.trialId(), Map.of("val_loss", 1.0), 0);
    String message =
        assertThrows(IllegalArgumentException.class, () -> oracle.endTrial(trial)).getMessage();
    assertTrue(message.contains("RUNNING") && message.contains("setStatus"), message);
    trial.setStatus(TrialStatus.COMPLETED);
    oracle.endTrial(trial);
    assertEquals(1.0, oracle.getTrial("00").score());
  }

  @Test
  void missingObjectivesAreAnError() {
    Oracle oracle = oracle(options());
    Trial trial = oracle.createTrial("t");
    assertThrows(
        IllegalArgumentException.class,
        () -> oracle.updateTrial(trial.trialId(), Map.of("loss", 1.0), 0));
    assertThrows(IllegalArgumentException.class, () -> oracle.updateTrial("77", Map.of(), 0));
  }

  @Test
  void severalObjectivesAreScoredTogether() {
    Oracle oracle = oracle(options().objectives("val_loss", "val_accuracy"));
    Trial trial = oracle.createTrial("t");
    oracle.updateTrial(trial.trialId(), Map.of("val_loss", 1.0, "val_accuracy", 0.25), 2);
    trial.setStatus(TrialStatus.COMPLETED);
    oracle.endTrial(trial);
    assertEquals(0.75, oracle.getTrial(trial.trialId()).score());
    assertEquals(2, oracle.getTrial(trial.trialId()).bestStep());
  }

  @Test
  void whatASuggestionLeavesOutHasItsDefault() {
    HyperParameters hp = new HyperParameters();
    hp.Int("units", 1, 99, defaultValue(7));
    hp.Choice("kind", "a", "b");
    hp.conditionalScope("kind", List.of("b"), () -> hp.Float("rate", 0, 1, defaultValue(0.25)));
    Oracle oracle =
        new Oracle(
            new OracleOptions().objective("val_loss").maxTrials(9).seed(3).hyperparameters(hp)) {
          @Override
          protected Suggestion populateSpace(String trialId) {
            return Suggestion.run(trialId.equals("0") ? Map.of() : Map.of("kind", "b"));
          }
        };
    oracle.setSilent(true);
    oracle.setProjectFolder(temp);
    Trial first = oracle.createTrial("t");
    assertEquals(Map.of("units", 7, "kind", "a"), first.hyperparameters().values());
    first.hyperparameters().set("kind", "b");
    complete(oracle, first, 1);
    Map<String, Object> all = Map.of("units", 7, "kind", "b", "rate", 0.25);
    assertEquals(all, oracle.getTrial("0").hyperparameters().values());
    assertEquals(all, oracle.createTrial("t").hyperparameters().values());
  }

  @Test
  void entriesFoundDuringATrialJoinTheSpace() {
    Oracle oracle = oracle(options());
    Trial trial = oracle.createTrial("t");
    trial.hyperparameters().Int("late", 1, 5);
    complete(oracle, trial, 1);
    assertEquals(5, oracle.getSpace().space().size());
    assertEquals(1, oracle.getTrial(trial.trialId()).hyperparameters().get("late"));
  }

  @Test
  void newEntriesCanBeForbiddenOrLeftAlone() {
    HyperParameters more = new HyperParameters();
    more.Int("more", 1, 5);
    Oracle closed = oracle(options().allowNewEntries(false));
    assertThrows(IllegalStateException.class, () -> closed.updateSpace(more));
    Oracle frozen = oracle(options().tuneNewEntries(false));
    frozen.updateSpace(more);
    assertEquals(4, frozen.getSpace().space().size());
    OracleOptions nothing = new OracleOptions().tuneNewEntries(false);
    assertThrows(IllegalArgumentException.class, () -> new RandomSearchOracle(nothing));
  }

  @Test
  void seedZeroMeansNoSeed() {
    long seed = oracle(options().seed(0)).seed();
    assertTrue(seed >= 1 && seed <= 10000, "" + seed);
  }

  @Test
  void impossibleOptionsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new OracleOptions().maxTrials(0));
    assertThrows(IllegalArgumentException.class, () -> new OracleOptions().maxRetriesPerTrial(-1));
    assertThrows(
        IllegalArgumentException.class, () -> new OracleOptions().maxConsecutiveFailedTrials(0));
  }

  @Test
  void manyWorkersShareOneOracle() throws Exception {
    Oracle oracle = oracle(options().maxTrials(40));
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int w = 0; w < 4; w++) {
        String id = "tuner" + w;
        workers.add(
            pool.submit(
                () -> {
                  Trial trial = oracle.createTrial(id);
                  while (trial.status() == TrialStatus.RUNNING) {
                    trial.hyperparameters().Int("found by " + id, 1, 3);
                    complete(oracle, trial, Double.parseDouble(trial.trialId()));
                    trial = oracle.createTrial(id);
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
    assertTrue(oracle.trials().stream().allMatch(t -> t.status() == TrialStatus.COMPLETED));
    assertEquals("00", oracle.getBestTrials(1).get(0).trialId());
  }
}
