package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.tuner.HyperParameters.step;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.Logs;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;

/** Searches with first guesses, and with limits beside the number of trials. */
@Timeout(120)
class BudgetTest {
  @TempDir Path temp;

  private static OracleOptions options() {
    HyperParameters hp = new HyperParameters();
    hp.Choice("kind", "a", "b");
    hp.Float("x", 0, 1);
    hp.conditionalScope("kind", List.of("b"), () -> hp.Int("depth", 2, 5));
    return new OracleOptions()
        .hyperparameters(hp)
        .objective(new Objective("y", "min"))
        .maxTrials(6)
        .seed(1);
  }

  private RandomSearchOracle oracle(OracleOptions options) {
    RandomSearchOracle oracle = new RandomSearchOracle(options);
    oracle.setSilent(true);
    oracle.setProjectFolder(temp.resolve("p"));
    return oracle;
  }

  private static Map<String, Object> next(Oracle oracle) {
    Trial trial = oracle.ask();
    oracle.complete(trial.trialId(), Map.of("y", 1.0));
    return trial.hyperparameters().values();
  }

  @Test
  void guessesComeFirstWithDefaultsForTheRest() {
    OracleOptions options =
        options().enqueue(Map.of("x", 0.5)).enqueue(Map.of("x", 0.5, "kind", "a"));
    RandomSearchOracle oracle = oracle(options);
    oracle.enqueue(Map.of("kind", "b", "x", 0.25f));
    assertEquals(Map.of("kind", "a", "x", 0.5), next(oracle));
    RandomSearchOracle later = oracle(options);
    later.reload();
    Map<String, Object> second = next(later);
    assertEquals(Map.of("kind", "b", "x", 0.25, "depth", 2), second, "no guess comes twice");
    Map<String, Object> drawn = next(later);
    assertEquals(next(oracle(options().maxTrials(1)), temp.resolve("q")), drawn);
  }

  private static Map<String, Object> next(RandomSearchOracle oracle, Path folder) {
    oracle.setProjectFolder(folder);
    return next(oracle);
  }

  @Test
  void guessesThatAreNotPossibleAreNamed() {
    RandomSearchOracle unknown = oracle(options().enqueue(Map.of("z", 1)));
    String message = assertThrows(FatalTrialException.class, unknown::ask).getMessage();
    assertTrue(message.contains("'z'; there are [kind, x, depth]"), message);
    RandomSearchOracle outside = oracle(options().enqueue(Map.of("x", 2)));
    message = assertThrows(FatalTrialException.class, outside::ask).getMessage();
    assertTrue(message.contains("2 is not possible for Float(name: 'x'"), message);
    assertThrows(IllegalArgumentException.class, () -> options().enqueue(Map.of("x", List.of())));
  }

  /** The program has been repaired, or has another range now. */
  @Test
  void savedGuessesThatDoNotFitAreLeftOut() {
    RandomSearchOracle first = oracle(options());
    first.enqueue(Map.of("z", 1));
    first.enqueue(Map.of("x", 2));
    first.save();
    RandomSearchOracle wrong = oracle(options().enqueue(Map.of("z", 1)));
    wrong.reload();
    assertThrows(FatalTrialException.class, wrong::ask, "still in the program");
    RandomSearchOracle repaired = oracle(options().enqueue(Map.of("x", 0.5)));
    repaired.reload();
    assertEquals(0.5, next(repaired).get("x"));
    assertEquals(Map.of("x", 0.25, "kind", "a"), nextOf(repaired, Map.of("x", 0.25)));
  }

  /** Each trial declares as many units as it has layers. */
  private static String layered(Oracle oracle) {
    Trial trial = oracle.ask();
    HyperParameters hp = trial.hyperparameters();
    int layers = hp.Int("layers", 1, 3);
    for (int i = 0; i < layers; i++) {
      hp.Int("units_" + i, 1, 64);
    }
    oracle.updateTrial(trial.trialId(), Map.of("y", 1.0), 0);
    trial.setStatus(TrialStatus.COMPLETED);
    oracle.endTrial(trial);
    return oracle.getTrial(trial.trialId()).toString();
  }

  @Test
  void aGuessIsTriedOnceAlsoWhereTrialsHaveDeclaredMoreSince() {
    HyperParameters hp = new HyperParameters();
    hp.Int("layers", 1, 3);
    OracleOptions options = options().hyperparameters(hp).enqueue(Map.of("layers", 1));
    RandomSearchOracle whole = oracle(options);
    whole.setProjectFolder(temp.resolve("whole"));
    for (int i = 0; i < 6; i++) {
      RandomSearchOracle resumed = oracle(options);
      if (i > 0) {
        resumed.reload();
      }
      if (i == 4) {
        whole.enqueue(Map.of("layers", 1));
      }
      assertEquals(layered(whole), layered(resumed));
    }
  }

  private static Map<String, Object> nextOf(RandomSearchOracle oracle, Map<String, Object> guess) {
    oracle.enqueue(guess);
    return next(oracle);
  }

  /** The same number in another type is the same combination. */
  @Test
  void guessesHaveTheTypeOfTheirHyperparameter() {
    HyperParameters hp = new HyperParameters();
    hp.Float("x", 0, 2, step(1));
    hp.Choice("flag", List.of(true, false));
    hp.Choice("width", 1.0, 2.0);
    GridSearchOracle oracle =
        OracleRuns.in(
            temp.resolve("types"),
            new GridSearchOracle(
                new OracleOptions()
                    .hyperparameters(hp)
                    .objective(new Objective("score", "min"))
                    .enqueue(Map.of("x", 1, "flag", 1, "width", 2))
                    .enqueue(Map.of("x", 1.0, "flag", true, "width", 2.0f))));
    OracleRuns.toTheEnd(oracle, values -> 1);
    Map<String, Object> first = oracle.trials().get(0).hyperparameters().values();
    assertEquals(Map.of("x", 1.0, "flag", 1, "width", 2.0), first, "a Choice keeps 1 for true");
    assertEquals(12, oracle.trials().size());
    RandomSearchOracle random =
        OracleRuns.in(
            temp.resolve("random types"),
            new RandomSearchOracle(
                new OracleOptions()
                    .hyperparameters(hp)
                    .objective(new Objective("score", "min"))
                    .maxTrials(12)
                    .enqueue(Map.of("x", 1, "flag", 1, "width", 2))));
    OracleRuns.toTheEnd(random, values -> 1);
    long distinct =
        random.trials().stream().map(t -> t.hyperparameters().values()).distinct().count();
    assertEquals(12, distinct);
  }

  @Test
  void aSearchGoesOnAfterAWrongGuess() {
    RandomSearchOracle oracle = oracle(options());
    oracle.enqueue(Map.of("z", 1));
    assertThrows(FatalTrialException.class, oracle::ask);
    oracle.enqueue(Map.of("x", 0.5));
    assertEquals(0.5, next(oracle).get("x"));
  }

  private static final class Returning extends Tuner<Returning> {
    Returning(Path directory, String guessed) {
      super(null);
      HyperParameters hp = new HyperParameters();
      hp.Int("units", 1, 32);
      hyperparameters(hp).objective(new Objective("y", Direction.MIN)).maxTrials(2).silent(true);
      directory(directory).projectName("guessed").enqueue(Map.of(guessed, 16));
    }

    @Override
    protected Oracle createOracle(OracleOptions options) {
      return new RandomSearchOracle(options);
    }

    @Override
    protected List<TrialResult> runTrial(Trial trial, Supplier<FitOptions> options) {
      trial.hyperparameters().Int("batch", 32, 128);
      return List.of(TrialResult.of(trial.hyperparameters().getInt("units")));
    }
  }

  @Test
  void aGuessMayNameWhatTheTrialsBeforeItHaveDeclared() {
    Returning tuner = new Returning(temp, "units").enqueue(Map.of("units", 3, "batch", 64));
    tuner.search(new FitOptions());
    assertEquals(Map.of("units", 3, "batch", 64), tuner.record().trials().get(1).values());
  }

  @Test
  void aLaterGuessThatIsMistypedIsRepairedInTheProgram() {
    Returning wrong = new Returning(temp, "units").enqueue(Map.of("unit", 3));
    String message =
        assertThrows(FatalTrialException.class, () -> wrong.search(new FitOptions())).getMessage();
    assertTrue(message.contains("'unit'; there are [units, batch]"), message);
    assertEquals(1, wrong.record().trials().size());
    Returning right = new Returning(temp, "units").enqueue(Map.of("units", 3));
    right.search(new FitOptions());
    assertEquals(3, right.record().trials().get(1).values().get("units"));
  }

  @Test
  void aLaterGuessOutOfRangeIsRefusedBeforeTheSearchBegins() {
    Returning wrong =
        new Returning(temp, "units").enqueue(Map.of("units", 33)).enqueue(Map.of("units", 3));
    assertThrows(FatalTrialException.class, () -> wrong.search(new FitOptions()));
    Returning unknownToo = new Returning(temp, "units").enqueue(Map.of("units", 33, "batch", 64));
    assertThrows(FatalTrialException.class, () -> unknownToo.search(new FitOptions()));
    assertTrue(Files.notExists(temp.resolve("guessed/oracle.json")));
  }

  @Test
  void aTunerRefusesAWrongGuessBeforeItSavesIt() {
    Returning wrong = new Returning(temp, "unit");
    assertThrows(FatalTrialException.class, () -> wrong.search(new FitOptions()));
    assertTrue(Files.notExists(temp.resolve("guessed/oracle.json")));
    Returning right = new Returning(temp, "units");
    right.search(new FitOptions());
    assertEquals(16, right.record().trials().get(0).values().get("units"));
  }

  @Test
  void afterItsTimeNoTrialBegins() {
    Instant[] now = {Instant.EPOCH};
    Budget budget = new Budget(Duration.ofMinutes(90), null, () -> now[0]);
    budget.start();
    now[0] = now[0].plusSeconds(30 * 60);
    budget.start();
    assertNull(budget.usedUp(List.of()));
    assertEquals("Time left: 01h 00m 00s\n", budget.display(List.of()));
    now[0] = now[0].plusSeconds(60 * 60);
    assertEquals("The time of the search is over (maxTime 01h 30m 00s)", budget.usedUp(List.of()));
    now[0] = now[0].plusSeconds(60 * 60);
    assertEquals("Time left: 00h 00m 00s\n", budget.display(List.of()));

    RandomSearchOracle oracle = oracle(options().maxTime(Duration.ofNanos(1)));
    assertEquals(TrialStatus.STOPPED, oracle.ask().status());
    assertNotNull(oracle(options().maxTime(Duration.ofDays(1))).ask());
    assertThrows(IllegalArgumentException.class, () -> options().maxTime(Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> options().maxTotalEpochs(0));
  }

  @Test
  void theEpochsOfAllTrainingsAreCounted() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    NDArray x = NDArray.of(new float[][] {{1}, {2}});
    for (int program = 0; program < 2; program++) {
      RandomSearch tuner =
          new RandomSearch(
                  hp -> {
                    var model =
                        Sequential.of(Input.of(1), new Dense(hp.Int("units", 1, 9)), new Dense(1));
                    model.compile(c -> c.loss("mse"));
                    return model;
                  })
              .objective("loss")
              .maxTrials(9)
              .maxTotalEpochs(program == 0 ? 7 : 13)
              .executionsPerTrial(2)
              .seed(2)
              .directory(temp)
              .printTo(new PrintStream(printed, true, StandardCharsets.UTF_8));
      tuner.search(x, x, o -> o.epochs(3).verbose(2));
      assertEquals(program == 0 ? 2 : 3, tuner.oracle().trials().size());
    }
    String text = printed.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("\nEpochs left: 1\n"), text);
    assertTrue(text.contains("\nEpochs left: 0\n"), text);
    assertTrue(text.contains("The epochs of the search are used up (maxTotalEpochs 7)"), text);
  }

  @Test
  void theEpochsOfRunsThatFailedAreCountedAndThoseThatWereLostAreNot() {
    OracleOptions options = options().maxTotalEpochs(6).maxRetriesPerTrial(3);
    RandomSearchOracle oracle = oracle(options);
    oracle.fail(report(oracle, 4), new IllegalStateException("a run of four epochs"));
    assertEquals("0", report(oracle, 1));
    oracle.putBack("0");
    RandomSearchOracle later = oracle(options);
    oracle.fail(report(oracle, 1), new IllegalStateException("one more"));
    later.reload();
    later.complete(report(later, 1), Map.of("y", 1.0));
    assertEquals(1, later.record().trials().get(0).executions().get(0).size());
    assertEquals(TrialStatus.STOPPED, later.ask().status());
    RandomSearchOracle last = oracle(options);
    last.reload();
    assertEquals(TrialStatus.STOPPED, last.ask().status());
  }

  /** The history is saved with what updateTrial takes, while the trial is running. */
  @Test
  void theEpochsOfATrialThatWasCutOffAreNotCounted() {
    OracleOptions options = options().maxTotalEpochs(5);
    RandomSearchOracle cut = oracle(options);
    String id = report(cut, 4);
    cut.updateTrial(id, Map.of("y", 1.0), 3);
    RandomSearchOracle later = oracle(options);
    later.reload();
    assertEquals(id, report(later, 4));
    assertEquals(4, later.getTrial(id).history().epochs());
    later.complete(id, Map.of("y", 1.0));
    assertEquals("1", report(later, 1));
    later.complete("1", Map.of("y", 1.0));
    assertEquals(TrialStatus.STOPPED, later.ask().status());
  }

  private RandomSearch fourteenEpochs(String project, boolean backup) {
    return new RandomSearch(
            hp -> {
              var model =
                  Sequential.of(Input.of(1), new Dense(hp.Int("units", 1, 9)), new Dense(1));
              model.compile(c -> c.loss("mse"));
              return model;
            })
        .objective("loss")
        .maxTrials(9)
        .maxTotalEpochs(14)
        .backup(backup)
        .backupInterval(Duration.ZERO)
        .seed(2)
        .silent(true)
        .directory(temp)
        .projectName(project);
  }

  /** Interrupts once, at the end of the ninth epoch. */
  private static final class Interrupting extends Callback {
    private int epochs;

    @Override
    public void onEpochEnd(int epoch, Logs logs) {
      if (++epochs == 9) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    protected Map<String, Object> saveState() {
      return Map.of();
    }

    @Override
    protected void loadState(Map<String, ?> state) {}
  }

  @Test
  void aSearchThatIsInterruptedEndsAfterAsManyEpochs() {
    NDArray x = NDArray.of(new float[][] {{1}, {2}});
    for (boolean backup : new boolean[] {true, false}) {
      for (boolean sameTuner : new boolean[] {true, false}) {
        String project = "p" + backup + sameTuner;
        Interrupting interrupting = new Interrupting();
        RandomSearch tuner = fourteenEpochs(project, backup);
        assertThrows(
            CancellationException.class,
            () -> tuner.search(x, x, o -> o.epochs(5).callbacks(interrupting)));
        assertTrue(Thread.interrupted());
        RandomSearch second = sameTuner ? tuner : fourteenEpochs(project, backup);
        second.search(x, x, o -> o.epochs(5).callbacks(interrupting));
        assertEquals(3, second.record().trials().size(), project);
        for (Trial trial : second.oracle().trials()) {
          assertEquals(5, trial.history().epochs(), project);
        }
      }
    }
  }

  private static String report(Oracle oracle, int epochs) {
    Trial trial = oracle.ask();
    for (int epoch = 0; epoch < epochs; epoch++) {
      oracle.reportEpoch(trial.trialId(), epoch, Map.of("y", 1.0));
    }
    return trial.trialId();
  }
}
