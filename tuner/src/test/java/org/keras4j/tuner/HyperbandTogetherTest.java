package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.callbacks.History;
import org.keras4j.initializers.Constant;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.SGD;

/** Hyperband together with other settings of a search. */
@Timeout(120)
class HyperbandTogetherTest {
  private static final NDArray X = NDArray.of(new float[][] {{1}, {1}});
  private static final NDArray Y = NDArray.of(new float[][] {{0}, {0}});

  /** Three brackets, of which the first two train models on. */
  private static final String ROUNDS =
      "{0.0: 4=3, 1.0: 2=3, 1.1: 4=2, 2.0: 1=4, 2.1: 2=2, 2.2: 4=1}";

  @TempDir Path temp;

  /** Its weight, whose square is the loss, shrinks from a hyperparameter on with each epoch. */
  private static final class Shrinking extends HyperModel {
    private final List<Double> begins = new ArrayList<>();
    private final List<Double> ends = new ArrayList<>();

    @Override
    public Model build(HyperParameters hp) {
      double weight = hp.Float("weight", 1, 10);
      Model model =
          Sequential.of(
              Input.of(1), new Dense(1).useBias(false).kernelInitializer(new Constant(weight)));
      model.compile(c -> c.optimizer(new SGD(0.01)).loss("mse"));
      return model;
    }

    @Override
    public History fit(HyperParameters hp, Model model, FitOptions options) {
      begins.add(weight(model));
      History history = model.fit(options);
      ends.add(weight(model));
      return history;
    }

    private static double weight(Model model) {
      return model.getWeights().get(0).getDouble(0, 0);
    }
  }

  private Hyperband tuner(HyperModel model, String project) {
    return new Hyperband(model)
        .objective("loss")
        .maxEpochs(4)
        .factor(2)
        .seed(5)
        .silent(true)
        .directory(temp)
        .projectName(project);
  }

  private static void search(Hyperband tuner) {
    tuner.search(X, Y, o -> o.verbose(0));
    for (Trial trial : tuner.oracle().trials()) {
      assertEquals(TrialStatus.COMPLETED, trial.status(), trial::message);
    }
  }

  private static String rounds(Hyperband tuner) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Trial trial : tuner.oracle().trials()) {
      HyperParameters hp = trial.hyperparameters();
      String round = hp.get("tuner/bracket") + "." + hp.get("tuner/round");
      counts.merge(round + ": " + hp.get("tuner/epochs"), 1, Integer::sum);
    }
    return counts.toString();
  }

  private List<String> withWeights() throws IOException {
    try (Stream<Path> all = Files.walk(temp)) {
      return all.filter(path -> path.toString().endsWith(".weights.h5"))
          .map(path -> path.getParent().getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void trialsThatMayBePromotedKeepTheirWeights() throws IOException {
    Shrinking model = new Shrinking();
    Hyperband tuner = tuner(model, "kept").keepBest(1);
    search(tuner);
    assertEquals(ROUNDS, rounds(tuner));
    Map<String, Double> ends = new LinkedHashMap<>();
    int promoted = 0;
    List<Trial> trials = tuner.oracle().trials();
    for (int i = 0; i < trials.size(); i++) {
      String source = HyperbandNotes.source(trials.get(i).hyperparameters());
      if (source != null) {
        promoted++;
        assertEquals(ends.get(source), model.begins.get(i), 1e-6, trials.get(i).trialId());
      }
      ends.put(trials.get(i).trialId(), model.ends.get(i));
    }
    assertEquals(5, promoted);
    String best = tuner.results(1).get(0).trialId();
    assertEquals(List.of("trial_" + best), withWeights());
  }

  @Test
  void weightsAreNeededUntilTheNextRoundHasBegunWithAllItsTrials() {
    HyperParameters hp = new HyperParameters();
    hp.Float("x", 0, 1);
    OracleOptions options =
        new OracleOptions().hyperparameters(hp).objective(new Objective("y", "min")).seed(3);
    HyperbandOracle oracle = new HyperbandOracle(options, 2, 2, 1);
    OracleRuns.in(temp.resolve("oracle"), oracle);
    List<Trial> first = List.of(oracle.ask(), oracle.ask());
    oracle.complete(first.get(0).trialId(), Map.of("y", 2.0));
    assertTrue(oracle.needsWeights(first.get(0).trialId()));
    oracle.complete(first.get(1).trialId(), Map.of("y", 1.0));
    assertTrue(oracle.needsWeights(first.get(0).trialId()));
    Trial promoted = oracle.ask();
    assertEquals(first.get(1).trialId(), HyperbandNotes.source(promoted.hyperparameters()));
    assertFalse(oracle.needsWeights(first.get(0).trialId()));
    assertTrue(oracle.needsWeights(first.get(1).trialId()), "it is being trained on");
    oracle.complete(promoted.trialId(), Map.of("y", 0.5));
    assertFalse(oracle.needsWeights(first.get(1).trialId()));
    assertFalse(oracle.needsWeights(promoted.trialId()), "there is no further round");
  }

  @Test
  void aPrunerLeavesTheBracketsAsTheyAre() {
    Hyperband tuner = tuner(new Shrinking(), "pruned").pruner(new MedianPruner().startupTrials(1));
    search(tuner);
    assertEquals(ROUNDS, rounds(tuner));
    List<TrialRecord> trials = tuner.record().trials();
    assertTrue(trials.stream().anyMatch(TrialRecord::pruned));
    // The next rounds begin where those before end, even if a training was stopped.
    for (Trial trial : tuner.oracle().trials()) {
      String source = HyperbandNotes.source(trial.hyperparameters());
      if (source != null) {
        Trial before = tuner.oracle().getTrial(source);
        assertEquals(
            HyperbandNotes.epochs(before.hyperparameters()),
            HyperbandNotes.initialEpoch(trial.hyperparameters()));
      }
    }
  }

  @Test
  void anEarlierSearchGivesTheFirstTrialOfTheFirstBracket() {
    Hyperband earlier = tuner(new Shrinking(), "earlier");
    search(earlier);
    Object best = earlier.results(1).get(0).hyperparameters().get("weight");
    Hyperband later = tuner(new Shrinking(), "later").seed(6).warmStart(earlier.record());
    search(later);
    assertEquals(ROUNDS, rounds(later));
    List<Trial> trials = later.oracle().trials();
    assertEquals(best, trials.get(0).hyperparameters().get("weight"));
    assertEquals("2", trials.get(0).hyperparameters().get("tuner/bracket").toString());
    assertEquals(
        trials.size(), trials.stream().map(Trial::trialId).distinct().count(), "ids are different");
    Trial promoted =
        trials.stream()
            .filter(trial -> HyperbandNotes.source(trial.hyperparameters()) != null)
            .findFirst()
            .orElseThrow();
    assertEquals(
        trials.get(0).trialId(),
        HyperbandNotes.source(promoted.hyperparameters()),
        "the least weight known is the best of the bracket");
  }
}
