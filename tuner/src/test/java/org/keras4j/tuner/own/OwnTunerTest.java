package org.keras4j.tuner.own;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.tuner.HyperParameters.step;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.FitOptions;
import org.keras4j.tuner.HyperParameters;
import org.keras4j.tuner.Objective;
import org.keras4j.tuner.Oracle;
import org.keras4j.tuner.OracleOptions;
import org.keras4j.tuner.RandomSearchOracle;
import org.keras4j.tuner.Suggestion;
import org.keras4j.tuner.Trial;
import org.keras4j.tuner.TrialResult;
import org.keras4j.tuner.TrialStatus;
import org.keras4j.tuner.Tuner;

/** An oracle and a tuner of one's own, from another package than theirs. */
@Timeout(60)
class OwnTunerTest {
  @TempDir Path temp;

  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Searches for the least x² + z, without any model. */
  private static final class Grid extends Tuner<Grid> {
    private Consumer<Trial> afterEach = trial -> {};
    private double offset;

    Grid() {
      super(null);
      HyperParameters hp = new HyperParameters();
      hp.Int("x", 1, 3);
      hp.Float("z", 0, 1, step(0.5));
      hyperparameters(hp);
    }

    /** A setting of its own. */
    Grid offset(double value) {
      changeable();
      offset = value;
      return this;
    }

    Grid afterEach(Consumer<Trial> action) {
      afterEach = action;
      return this;
    }

    @Override
    protected Oracle createOracle(OracleOptions options) {
      return new GridOracle(options);
    }

    @Override
    protected List<TrialResult> runTrial(Trial trial, Supplier<FitOptions> options) {
      HyperParameters hp = trial.hyperparameters();
      double x = hp.getInt("x");
      return List.of(TrialResult.of(x * x + hp.getDouble("z") + offset));
    }

    @Override
    protected void onTrialEnd(Trial trial) {
      afterEach.accept(trial);
    }
  }

  private Grid tuner() {
    return new Grid()
        .objective(new Objective("height", "min"))
        .directory(temp)
        .projectName("own")
        .silent(true);
  }

  private static List<String> found(Grid tuner) {
    return tuner.oracle().trials().stream()
        .map(t -> t.trialId() + " " + t.hyperparameters().values() + " " + t.score())
        .toList();
  }

  @Test
  void searchesTheWholeGrid() {
    Grid tuner = tuner().offset(1);
    tuner.search(new FitOptions());
    assertEquals(9, tuner.oracle().trials().size());
    Trial best = tuner.results(1).get(0);
    assertEquals(Map.of("x", 1, "z", 0.0), best.hyperparameters().values());
    assertEquals(20, best.score());
    assertThrows(IllegalStateException.class, () -> tuner.offset(2));
  }

  @Test
  void maxTrialsEndsItEarlier() {
    Grid tuner = tuner().maxTrials(4);
    tuner.search(new FitOptions());
    assertEquals(4, ((GridOracle) tuner.oracle()).visited().size());
    assertEquals(0, tuner.remainingTrials());
  }

  @Test
  void aSearchThatWasCutOffGoesOnWithTheOraclesState() {
    Grid whole = tuner().projectName("whole");
    whole.search(new FitOptions());

    Grid first =
        tuner()
            .afterEach(
                trial -> {
                  if (trial.trialId().endsWith("3")) {
                    throw new Stop();
                  }
                });
    assertThrows(Stop.class, () -> first.search(new FitOptions()));
    Grid second = tuner();
    assertEquals(4, second.oracle().trials().size());
    second.search(new FitOptions());
    assertEquals(found(whole), found(second));
    assertEquals(((GridOracle) whole.oracle()).visited(), ((GridOracle) second.oracle()).visited());
  }

  @Test
  void theSummaryHasItsScores() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Grid tuner = tuner().printTo(new PrintStream(out, true, UTF_8));
    tuner.search(new FitOptions());
    tuner.resultsSummary(1);
    String printed = out.toString(UTF_8);
    assertTrue(
        printed.contains("Trial 0000 summary\nHyperparameters:\nx: 1\nz: 0.0\nScore: 10.0"),
        printed);
  }

  /** An oracle whose state is what a test says. */
  private static final class Saving extends Drawing {
    private final Map<String, Object> own;

    Saving(OracleOptions options, Map<String, Object> own) {
      super(options);
      this.own = own;
    }

    @Override
    protected void saveState(Map<String, Object> state) {
      assertEquals(Map.of(), state);
      state.putAll(own);
    }

    @Override
    protected void loadState(Map<String, ?> state) {
      own.keySet().forEach(k -> assertEquals(own.get(k), state.get(k)));
    }
  }

  private abstract static class Drawing extends Oracle {
    Drawing(OracleOptions options) {
      super(options);
    }

    @Override
    protected Suggestion populateSpace(String trialId) {
      return Suggestion.run(randomValues());
    }
  }

  private static OracleOptions options() {
    HyperParameters hp = new HyperParameters();
    hp.Float("x", 0, 1);
    return new OracleOptions().hyperparameters(hp).maxTrials(3);
  }

  private <T extends Oracle> T kept(T oracle) {
    oracle.setProjectFolder(temp.resolve("kept"));
    oracle.setSilent(true);
    return oracle;
  }

  @Test
  void theStateOfAnOracleComesBackAsItWas() {
    Map<String, Object> own =
        Map.of(
            "int",
            3,
            "long",
            1L << 40,
            "double",
            0.5,
            "flag",
            true,
            "list",
            List.of("a", 1),
            "map",
            Map.of("b", List.of(2.5)));
    kept(new Saving(options(), own)).createTrial("me");
    kept(new Saving(options(), own)).reload();
  }

  @Test
  void aNameThatAllOraclesUseIsRefused() {
    Oracle oracle = kept(new Saving(options(), Map.of("seed", 3)));
    String message =
        assertThrows(IllegalStateException.class, () -> oracle.createTrial("me")).getMessage();
    assertTrue(message.startsWith("saveState of Saving uses a name that all oracles"), message);
    assertTrue(message.contains("'seed'"), message);
  }

  @Test
  void theFileOfAnotherKindOfSearchIsNamed() {
    kept(new RandomSearchOracle(options())).createTrial("me");
    GridOracle other = kept(new GridOracle(options()));
    String message = assertThrows(IllegalStateException.class, other::reload).getMessage();
    assertTrue(message.contains("oracle.json"), message);
    assertTrue(message.contains("loadState of GridOracle"), message);
    assertTrue(message.contains("setProjectFolder"), message);
  }

  @Test
  void aSuggestionIsToRunToWaitOrToStop() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new Suggestion(TrialStatus.COMPLETED, Map.of()))
            .getMessage();
    assertTrue(message.contains("[RUNNING, IDLE, STOPPED]; received COMPLETED"), message);
  }

  @Test
  void whatATunerDecidesIsNotChangedBehindIt() {
    Oracle oracle = tuner().oracle();
    for (var attempt :
        Map.<String, Runnable>of(
                "silent of the tuner", () -> oracle.setSilent(false),
                "printTo of the tuner", () -> oracle.printTo(null),
                "directory and projectName", () -> oracle.setProjectFolder(temp),
                "a new tuner of the same project", oracle::reload)
            .entrySet()) {
      String message =
          assertThrows(IllegalStateException.class, attempt.getValue()::run).getMessage();
      assertTrue(message.contains("serves a tuner"), message);
      assertTrue(message.contains(attempt.getKey()), message);
    }
  }

  @Test
  void trialsStayInOneFolder() {
    Oracle oracle = kept(new RandomSearchOracle(options()));
    oracle.createTrial("me");
    oracle.setProjectFolder(temp.resolve("kept"));
    String message =
        assertThrows(
                IllegalStateException.class, () -> oracle.setProjectFolder(temp.resolve("other")))
            .getMessage();
    assertTrue(message.contains(temp.resolve("kept").toString()), message);
    assertTrue(Files.exists(temp.resolve("kept").resolve("oracle.json")));
  }
}
