package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.layers.Flatten;

/** Programs that were changed between two runs of one search. */
@Timeout(120)
class ChangedSearchTest {
  @TempDir Path temp;

  /** Declares a range in its build function; its loss is u, its gain 2u. */
  private static final class Ranged extends HyperModel {
    private final int max;
    private final List<String> kinds;

    Ranged(int max, String... kinds) {
      this.max = max;
      this.kinds = List.of(kinds);
    }

    @Override
    public Model build(HyperParameters hp) {
      hp.Int("u", 1, max);
      hp.Choice("kind", kinds);
      return Sequential.of(Input.of(1), new Flatten());
    }

    @Override
    public TrialResult run(HyperParameters hp, Model model, FitOptions options) {
      double u = hp.getInt("u");
      return TrialResult.of(Map.of("loss", u, "gain", 2 * u));
    }
  }

  private RandomSearch tuner(HyperModel model) {
    return new RandomSearch(model)
        .objective("loss")
        .maxTrials(8)
        .seed(3)
        .silent(true)
        .directory(temp)
        .projectName("p");
  }

  @BeforeEach
  void search() {
    tuner(new Ranged(20, "a", "b")).search(new FitOptions());
  }

  private static String refusal(Tuner<?> tuner) {
    return assertThrows(IllegalStateException.class, () -> tuner.search(new FitOptions()))
        .getMessage();
  }

  @Test
  void theSameProgramGoesOn() {
    RandomSearch same = tuner(new Ranged(20, "a", "b")).maxTrials(9);
    same.search(new FitOptions());
    assertEquals(9, same.results(99).size());
  }

  @Test
  void anotherRangeIsRefusedWithWhatChanged() {
    String message = refusal(tuner(new Ranged(10, "a", "c")));
    assertTrue(message.contains("'u' was Int{"), message);
    assertTrue(message.contains("'max_value': 20") && message.contains("'max_value': 10"), message);
    assertTrue(message.contains("'kind' was Choice{"), message);
    assertTrue(message.contains("allowChanges(true)"), message);
    assertTrue(message.contains(temp.resolve("p").toString()), message);
  }

  @Test
  void anotherObjectiveIsRefusedWithWhatChanged() {
    for (Objective other :
        List.of(
            new Objective("gain", "max"),
            new Objective("loss", "max"),
            Objective.multi(List.of(new Objective("loss", "min"))))) {
      String message = refusal(tuner(new Ranged(20, "a", "b")).objective(other));
      String expected =
          "the objective was Objective(name=\"loss\", direction=\"min\"), is " + other;
      assertTrue(message.contains(expected), message);
      assertTrue(message.contains("allowChanges(true)"), message);
    }
  }

  @Test
  void trialsThatFitAnotherRangeAreKept() {
    List<Trial> before = tuner(new Ranged(20, "a", "b")).oracle().trials();
    List<String> fitting =
        before.stream()
            .filter(t -> t.hyperparameters().getInt("u") <= 10)
            .filter(t -> t.hyperparameters().get("kind").equals("a"))
            .map(Trial::trialId)
            .toList();
    assertTrue(!fitting.isEmpty() && fitting.size() < 8, "" + fitting);
    RandomSearch changed = tuner(new Ranged(10, "a", "c")).allowChanges(true);
    changed.search(new FitOptions());
    List<Trial> after = changed.oracle().trials();
    assertEquals(8, after.size(), "those that are gone are made anew");
    assertEquals(fitting, after.subList(0, fitting.size()).stream().map(Trial::trialId).toList());
    for (Trial trial : after) {
      assertTrue(trial.hyperparameters().getInt("u") <= 10, trial.toString());
      assertTrue(List.of("a", "c").contains(trial.hyperparameters().get("kind")));
    }
    String gone =
        before.stream().map(Trial::trialId).filter(id -> !fitting.contains(id)).findFirst().get();
    assertTrue(Files.exists(temp.resolve("p/left_out/trial_" + gone + "/trial.json")));
    RandomSearch same = tuner(new Ranged(10, "a", "c"));
    same.search(new FitOptions());
    assertEquals(after.toString(), same.oracle().trials().toString());
  }

  @Test
  void trialsAreScoredByAnotherObjective() {
    RandomSearch changed =
        tuner(new Ranged(20, "a", "b")).objective(new Objective("gain", "max")).allowChanges(true);
    List<Trial> best = changed.results(8);
    assertEquals(8, best.size());
    for (Trial trial : best) {
      assertEquals(2.0 * trial.hyperparameters().getInt("u"), trial.score());
      assertTrue(best.get(0).score() >= trial.score());
    }
    changed.search(new FitOptions());
    RandomSearch same = tuner(new Ranged(20, "a", "b")).objective(new Objective("gain", "max"));
    assertEquals(best.toString(), same.results(8).toString());
    assertEquals(Direction.MAX, same.results(1).get(0).metrics().getDirection("gain"));
  }

  @Test
  void trialsAreScoredByAMetricThatOnlyTheirEndHasTold() {
    for (String objective : List.of("loss", "size")) {
      HyperParameters hp = new HyperParameters();
      hp.Float("x", 0, 1);
      RandomSearchOracle oracle =
          new RandomSearchOracle(
              new OracleOptions()
                  .hyperparameters(hp)
                  .objective(new Objective(objective, "min"))
                  .allowChanges(true));
      oracle.setSilent(true);
      oracle.setProjectFolder(temp.resolve("told"));
      if (objective.equals("loss")) {
        String id = oracle.ask().trialId();
        oracle.updateTrial(id, Map.of("loss", 0.25), 0);
        oracle.complete(id, Map.of("loss", 0.5, "size", 7.0));
      } else {
        oracle.reload();
        assertEquals(7.0, oracle.getBestTrials(1).get(0).score());
      }
    }
  }

  @Test
  void trialsWithoutTheMetricOfAnotherObjectiveAreLeftOut() {
    RandomSearch changed =
        tuner(new Ranged(20, "a", "b")).objective(new Objective("auc", "max")).allowChanges(true);
    assertEquals(0, changed.results(8).size());
  }

  @Test
  void hyperparametersThatAreGivenAreComparedAtOnce() {
    HyperParameters given = new HyperParameters();
    given.Int("u", 1, 5);
    RandomSearch changed = tuner(new Ranged(20, "a", "b")).hyperparameters(given);
    String message = assertThrows(IllegalStateException.class, changed::oracle).getMessage();
    assertTrue(message.contains("'max_value': 5"), message);
  }
}
