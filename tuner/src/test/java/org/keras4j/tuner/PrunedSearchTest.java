package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.initializers.Constant;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.SGD;

/** Searches with a pruner. */
@Timeout(120)
class PrunedSearchTest {
  static final NDArray X = NDArray.of(new float[][] {{1}, {1}});
  static final NDArray Y = NDArray.of(new float[][] {{0}, {0}});

  @TempDir Path temp;

  /** Its loss is the square of a hyperparameter, in every epoch. */
  static Sequential model(HyperParameters hp) {
    double weight = hp.Float("weight", 0, 10);
    Sequential model =
        Sequential.of(
            Input.of(1), new Dense(1).useBias(false).kernelInitializer(new Constant(weight)));
    model.compile(c -> c.optimizer(new SGD(1e-30)).loss("mse"));
    return model;
  }

  private RandomSearch tuner(double... weights) {
    RandomSearch tuner =
        new RandomSearch(PrunedSearchTest::model)
            .objective("val_loss")
            .maxTrials(weights.length)
            .directory(temp)
            .pruner(new MedianPruner().startupTrials(2))
            .silent(true);
    for (double weight : weights) {
      tuner.enqueue(Map.of("weight", weight));
    }
    return tuner;
  }

  private static void search(Tuner<?> tuner) {
    search(tuner, 0);
  }

  private static void search(Tuner<?> tuner, int verbose) {
    tuner.search(X, Y, o -> o.epochs(4).verbose(verbose).validationData(X, Y));
  }

  private static List<Integer> epochs(TrialRecord trial) {
    return trial.executions().stream().map(List::size).toList();
  }

  @Test
  void hopelessTrainingsAreStoppedAndCount() {
    RandomSearch tuner = tuner(1, 3, 9, 2.5, 2, 1.5).executionsPerTrial(2);
    search(tuner);
    List<TrialRecord> trials = tuner.record().trials();
    List<List<Integer>> expected =
        List.of(
            // The median of 1 and 3 is not 2 here, but that of their losses 1, 1, 9, 9: 5.
            List.of(4, 4), List.of(4, 4), List.of(1), List.of(1), List.of(4, 4), List.of(4, 4));
    assertEquals(expected, trials.stream().map(PrunedSearchTest::epochs).toList());
    assertEquals(
        List.of(false, false, true, true, false, false),
        trials.stream().map(TrialRecord::pruned).toList());
    TrialRecord pruned = trials.get(2);
    assertEquals(TrialStatus.COMPLETED, pruned.status());
    assertEquals(81, pruned.score(), 1e-4);
    assertTrue(tuner.record().toCsv().lines().toList().get(0).contains(",ended,pruned,execution,"));
    assertTrue(tuner.record().toJson().contains("\"pruned\":true"), tuner.record().toJson());
    // A pruned trial has weights like any other.
    List<Model> models = tuner.getBestModels(6);
    assertEquals(6, models.size());
    models.forEach(Model::close);
  }

  @Test
  void aResumedSearchKnowsWhatWasStoppedAndPrunesAlike() {
    search(tuner(1, 3, 9));
    RandomSearch again = tuner(1, 3, 9, 8, 1.2).maxTrials(5);
    assertEquals(
        List.of(false, false, true),
        again.record().trials().stream().map(TrialRecord::pruned).toList());
    search(again);
    assertEquals(
        List.of(List.of(4), List.of(4), List.of(1), List.of(1), List.of(4)),
        again.record().trials().stream().map(PrunedSearchTest::epochs).toList());
  }

  @Test
  void theDisplaySaysThatATrialWasStopped() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    search(
        tuner(1, 3, 9)
            .silent(false)
            .printTo(new PrintStream(printed, true, StandardCharsets.UTF_8)),
        2);
    String text = printed.toString(StandardCharsets.UTF_8);
    String stopped = "Stopped by the pruner\nval_loss: 81.0";
    assertTrue(text.contains(stopped), text);
    assertEquals(1, text.lines().filter(line -> line.startsWith("Stopped")).count());
  }

  @Test
  void partsOfACrossValidationAreCurvesOfTheirOwn() {
    Objective objective = new Objective("y", Direction.MIN);
    Pruning pruning =
        new Pruning(
            (curve, others, direction) -> {
              assertEquals(Map.of(0, 5.0), curve.values());
              assertEquals(
                  List.of(Map.of(0, 1.0, 1, 2.0)),
                  others.stream().map(LearningCurve::values).toList());
              return true;
            },
            objective);
    Trial trial = new Trial("0", new HyperParameters(), TrialStatus.RUNNING);
    trial.history().add(0, Map.of("y", 1.0));
    trial.history().add(1, Map.of("y", 2.0));
    trial.history().add(0, Map.of("y", 5.0));
    assertTrue(pruning.stops(trial, List.of(trial)));
    trial.history().add(1, Map.of("z", 5.0));
    assertFalse(pruning.stops(trial, List.of(trial)), "an epoch without the objective");
  }

  @Test
  void askAndTellReportEpochsToo() {
    HyperParameters hp = new HyperParameters();
    hp.Float("x", 0, 1);
    RandomSearchOracle oracle =
        new RandomSearchOracle(
            new OracleOptions()
                .hyperparameters(hp)
                .objective(new Objective("y", "max"))
                .pruner(new SuccessiveHalvingPruner().reductionFactor(2)));
    oracle.setSilent(true);
    oracle.setProjectFolder(temp);
    String first = oracle.ask().trialId();
    String second = oracle.ask().trialId();
    assertFalse(oracle.reportEpoch(first, 0, Map.of("y", .5)));
    assertTrue(oracle.reportEpoch(second, 0, Map.of("y", .4)));
    oracle.complete(second, Map.of("y", .4));
    assertTrue(oracle.getTrial(second).record().pruned());
    assertFalse(oracle.getTrial(first).record().pruned());
    String message =
        assertThrows(
                IllegalStateException.class, () -> oracle.reportEpoch(second, 1, Map.of("y", .4)))
            .getMessage();
    assertTrue(message.contains("reportEpoch: trial 0001 has ended already"), message);
  }
}
