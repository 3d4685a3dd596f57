package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.keras4j.tuner.HyperParameters.defaultValue;
import static org.keras4j.tuner.HyperParameters.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a grid search does where KerasTuner fails or ends, and when it is cut off. */
@Timeout(300)
class GridSearchOracleTest {
  @TempDir Path temp;

  private static OracleOptions options(HyperParameters hp) {
    return new OracleOptions().hyperparameters(hp).objective(new Objective("score", "min"));
  }

  private static HyperParameters space() {
    HyperParameters hp = new HyperParameters();
    hp.Boolean("b");
    hp.conditionalScope("b", List.of(true), () -> hp.Choice("c", "x", "y"));
    hp.Int("n", 1, 3);
    return hp;
  }

  private GridSearchOracle oracle(OracleOptions options) {
    return OracleRuns.in(temp.resolve("p"), new GridSearchOracle(options));
  }

  private static double score(HyperParameters hp) {
    return hp.values().size();
  }

  private List<String> search(OracleOptions options) {
    GridSearchOracle oracle = oracle(options);
    OracleRuns.toTheEnd(oracle, GridSearchOracleTest::score);
    return values(oracle);
  }

  private static List<String> values(Oracle oracle) {
    return oracle.trials().stream().map(t -> t.hyperparameters().values().toString()).toList();
  }

  private static final List<String> WHOLE =
      List.of(
          "{b=false, n=1}",
          "{b=false, n=2}",
          "{b=false, n=3}",
          "{b=true, n=1, c=x}",
          "{b=true, n=2, c=x}",
          "{b=true, n=3, c=x}",
          "{b=true, n=1, c=y}",
          "{b=true, n=2, c=y}",
          "{b=true, n=3, c=y}");

  @Test
  void theLastDeclaredVariesFastest() {
    assertEquals(WHOLE, search(options(space())));
  }

  @Test
  void maxTrialsEndsItAndMoreThanTheGridDoNotRepeatIt() {
    assertEquals(WHOLE.subList(0, 4), search(options(space()).maxTrials(4)));
    GridSearchOracle more = oracle(options(space()).maxTrials(100));
    more.reload();
    OracleRuns.toTheEnd(more, GridSearchOracleTest::score);
    assertEquals(WHOLE, values(more));
  }

  @Test
  void aSearchThatIsCutOffGoesOn() throws IOException {
    OracleRuns.assertGoesOnAnywhere(
        temp, () -> new GridSearchOracle(options(space())), GridSearchOracleTest::score);
  }

  @Test
  void aCombinationWhoseTrialIsGoneIsTriedAgain() throws IOException {
    search(options(space()));
    try (Stream<Path> files = Files.walk(temp.resolve("p").resolve("trial_0004"))) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
    GridSearchOracle oracle = oracle(options(space()));
    oracle.reload();
    OracleRuns.toTheEnd(oracle, GridSearchOracleTest::score);
    List<String> all = values(oracle);
    assertEquals(9, all.size());
    assertEquals(WHOLE.get(4), all.get(8));
  }

  /** KerasTuner has one trial at a time, as it goes on behind trials that have ended only. */
  @Test
  void severalWorkersAreBusyUntilAllWasTried() {
    GridSearchOracle oracle = oracle(options(space()));
    List<Trial> running = new ArrayList<>();
    for (int i = 0; i < WHOLE.size(); i++) {
      if (running.size() == 4) {
        OracleRuns.complete(oracle, running.remove(i % 4), GridSearchOracleTest::score);
      }
      running.add(oracle.ask());
      assertEquals(TrialStatus.RUNNING, running.get(running.size() - 1).status(), "ask " + i);
    }
    assertEquals(TrialStatus.IDLE, oracle.ask().status());
    running.forEach(trial -> OracleRuns.complete(oracle, trial, GridSearchOracleTest::score));
    assertEquals(TrialStatus.STOPPED, oracle.ask().status());
    assertEquals(WHOLE, values(oracle));
  }

  @Test
  void whatARunningTrialDeclaresIsTriedBehindIt() {
    HyperParameters hp = new HyperParameters();
    hp.Int("n", 1, 4);
    GridSearchOracle oracle = oracle(options(hp));
    List<Trial> running = new ArrayList<>();
    Set<String> found = new TreeSet<>();
    for (Trial next = oracle.ask(); next.status() != TrialStatus.STOPPED; next = oracle.ask()) {
      if (next.status() == TrialStatus.RUNNING) {
        running.add(next);
      }
      if (running.size() == 3 || next.status() == TrialStatus.IDLE) {
        Trial oldest = running.remove(0);
        oldest.hyperparameters().Boolean("late");
        found.add(oldest.hyperparameters().values().toString());
        oracle.updateTrial(oldest.trialId(), Map.of("score", 1.0), 0);
        oldest.setStatus(TrialStatus.COMPLETED);
        oracle.endTrial(oldest);
      }
    }
    assertEquals(8, oracle.trials().size());
    assertEquals(8, found.size(), found::toString);
  }

  @Test
  void failedTrialsDoNotEndIt() {
    GridSearchOracle oracle = oracle(options(space()).maxConsecutiveFailedTrials(100));
    for (Trial trial = oracle.ask(); trial.status() != TrialStatus.STOPPED; trial = oracle.ask()) {
      oracle.fail(trial.trialId(), new FailedTrialException("as planned"));
    }
    assertEquals(WHOLE, values(oracle));
  }

  @Test
  void trialsThatAreNotOnAChangedGridAreMore() {
    for (int step = 2; step <= 5; step++) {
      GridSearchOracle first = stepped("changed" + step, 1, 10);
      for (int i = 0; i < 3; i++) {
        OracleRuns.complete(first, first.ask(), GridSearchOracleTest::score);
      }
      GridSearchOracle second = stepped("changed" + step, step, 10);
      second.reload();
      OracleRuns.toTheEnd(second, GridSearchOracleTest::score);
      Set<String> expected = new TreeSet<>(List.of("{n=1}", "{n=2}", "{n=3}"));
      for (int n = 1; n <= 10; n += step) {
        expected.add("{n=" + n + "}");
      }
      assertEquals(expected, new TreeSet<>(values(second)));
      assertEquals(expected.size(), second.trials().size());
    }
  }

  private GridSearchOracle stepped(String folder, int step, int max) {
    HyperParameters hp = new HyperParameters();
    hp.Int("n", 1, max, step(step));
    return OracleRuns.in(
        temp.resolve(folder), new GridSearchOracle(options(hp).allowChanges(true)));
  }

  @Test
  void givenValuesAreNotTriedTwice() {
    List<String> all = search(options(space()).enqueue(Map.of("b", true, "c", "y", "n", 2)));
    assertEquals(9, all.size());
    assertEquals("{b=true, c=y, n=2}", all.get(0));
    assertEquals(WHOLE.get(0), all.get(1));
  }

  @Test
  void givenValuesThatAreNotOnTheGridAreMore() {
    HyperParameters hp = new HyperParameters();
    hp.Float("x", 0, 1, step(0.5));
    assertEquals(
        List.of("{x=0.25}", "{x=0.0}", "{x=0.5}", "{x=1.0}"),
        search(options(hp).enqueue(Map.of("x", 0.25))));
  }

  @Test
  void namesInTwoScopesHaveTheirOwnValues() {
    HyperParameters hp = new HyperParameters();
    hp.Choice("kind", "a", "b");
    hp.conditionalScope("kind", List.of("a"), () -> hp.Int("units", 1, 2));
    hp.conditionalScope("kind", List.of("b"), () -> hp.Int("units", 7, 8));
    assertEquals(
        List.of("{kind=a, units=1}", "{kind=a, units=2}", "{kind=b, units=7}", "{kind=b, units=8}"),
        search(options(hp)));
  }

  @Test
  void aValueThatStandsTwiceInAChoiceIsTriedOnce() {
    HyperParameters hp = new HyperParameters();
    hp.Choice("n", 4, 4, 8);
    assertEquals(List.of("{n=4}", "{n=8}"), search(options(hp)));
  }

  @Test
  void wholeNumbersOnALogarithmicScaleStayWhole() {
    HyperParameters hp = new HyperParameters();
    hp.Int("units", 4, 32, step(2), Sampling.LOG);
    assertEquals(
        List.of("{units=4}", "{units=8}", "{units=16}", "{units=32}"), search(options(hp)));
  }

  @Test
  void aHyperparameterThatSomeTrialsLackHasItsDefaultInThem() {
    GridSearchOracle oracle = oracle(options(space()));
    for (Trial trial = oracle.ask(); trial.status() != TrialStatus.STOPPED; trial = oracle.ask()) {
      HyperParameters hp = trial.hyperparameters();
      if (hp.values().get("n").equals(3)) {
        hp.Int("late", 0, 1);
      }
      oracle.complete(trial, Map.of("score", 1.0), 0);
    }
    assertEquals(18, oracle.trials().size());
  }

  /** Resumes a search by another program after each number of trials. */
  private void assertTriedOnce(
      Consumer<HyperParameters> before, Consumer<HyperParameters> after, int combinations) {
    for (int trials = 1; trials <= combinations; trials++) {
      Path folder = temp.resolve("changed" + trials);
      HyperParameters old = new HyperParameters();
      before.accept(old);
      Oracle first = OracleRuns.in(folder, new GridSearchOracle(options(old).maxTrials(trials)));
      OracleRuns.toTheEnd(first, GridSearchOracleTest::score);
      HyperParameters changed = new HyperParameters();
      after.accept(changed);
      Oracle resumed =
          OracleRuns.in(folder, new GridSearchOracle(options(changed).allowChanges(true)));
      resumed.reload();
      OracleRuns.toTheEnd(resumed, GridSearchOracleTest::score);
      List<Map<String, Object>> values =
          resumed.trials().stream().map(t -> t.hyperparameters().values()).toList();
      assertEquals(combinations, Set.copyOf(values).size(), "after " + trials + ": " + values);
      assertEquals(combinations, values.size(), "after " + trials + ": " + values);
    }
  }

  @Test
  void anotherDefaultTriesNothingTwice() {
    assertTriedOnce(
        hp -> {
          hp.Int("n", 1, 3);
          hp.Boolean("b");
        },
        hp -> {
          hp.Int("n", 1, 3, defaultValue(2));
          hp.Boolean("b", true);
        },
        6);
  }

  @Test
  void anotherOrderOfChoicesTriesNothingTwice() {
    assertTriedOnce(
        hp -> hp.Choice("c", "a", "b", "c", "d"), hp -> hp.Choice("c", "d", "c", "b", "a"), 4);
  }

  @Test
  void moreChoicesTryNothingTwice() {
    assertTriedOnce(
        hp -> {
          hp.Choice("c", "a", "b", "d");
          hp.conditionalScope("c", List.of("b"), () -> hp.Int("n", 1, 2));
          hp.Boolean("b");
        },
        hp -> {
          hp.Choice("c", "z", "b", "a", "d");
          hp.conditionalScope("c", List.of("b"), () -> hp.Int("n", 1, 2, defaultValue(2)));
          hp.Boolean("b");
        },
        10);
  }
}
