package org.keras4j.tuner.own;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.tuner.BayesianOptimization;
import org.keras4j.tuner.BayesianOptimizationOracle;
import org.keras4j.tuner.HyperParameters;
import org.keras4j.tuner.Hyperband;
import org.keras4j.tuner.Oracle;
import org.keras4j.tuner.OracleOptions;
import org.keras4j.tuner.RandomSearch;
import org.keras4j.tuner.Trial;
import org.keras4j.tuner.TrialResult;

/** Subclasses of the tuners and oracles that are there, from another package than theirs. */
@Timeout(120)
class ExtendedTunersTest {
  private static final NDArray X = NDArray.of(new float[][] {{0, 1}, {1, 0}, {1, 1}, {0, 0}});
  private static final NDArray Y = NDArray.of(new float[][] {{1}, {2}, {3}, {0}});

  @TempDir Path temp;

  private static Model build(HyperParameters hp) {
    Model model = Sequential.of(Input.of(2), new Dense(hp.Int("units", 1, 50)), new Dense(1));
    model.compile(c -> c.optimizer("sgd").loss("mse"));
    return model;
  }

  /** Tunes an argument of fit, too. */
  private static final class Batches extends RandomSearch {
    private final List<String> calls = new ArrayList<>();

    Batches() {
      super(ExtendedTunersTest::build);
    }

    @Override
    protected List<TrialResult> runTrial(Trial trial, Supplier<FitOptions> options) {
      int batch = trial.hyperparameters().Int("batch_size", 1, 4);
      return super.runTrial(trial, () -> options.get().batchSize(batch));
    }

    @Override
    protected void beforeFit(Trial trial, Model model, FitOptions options) {
      calls.add("fit");
    }

    @Override
    protected void onTrialEnd(Trial trial) {
      calls.add(trial.trialId());
    }
  }

  @Test
  void aRandomSearchRunsTrialsInItsOwnWay() {
    Batches tuner = new Batches();
    tuner.objective("loss").maxTrials(2).seed(1).directory(temp).silent(true);
    tuner.search(X, Y, o -> o.epochs(1).verbose(0));
    assertEquals(List.of("fit", "0", "fit", "1"), tuner.calls);
    assertTrue(tuner.searchSpace().values().containsKey("batch_size"));
    assertTrue(tuner.results(1).get(0).hyperparameters().values().containsKey("batch_size"));
  }

  /** Wants small models, and counts how many it has scored. */
  private static final class SmallFirst extends BayesianOptimizationOracle {
    private int scored;

    SmallFirst(OracleOptions options) {
      super(options);
    }

    @Override
    protected double scoreTrial(Trial trial) {
      scored++;
      return super.scoreTrial(trial) + 1000 * trial.hyperparameters().getInt("units");
    }

    @Override
    protected void saveState(Map<String, Object> state) {
      super.saveState(state);
      state.put("scored", scored);
    }

    @Override
    protected void loadState(Map<String, ?> state) {
      super.loadState(state);
      scored = ((Number) state.get("scored")).intValue();
    }
  }

  private static final class Small extends BayesianOptimization {
    Small() {
      super(ExtendedTunersTest::build);
    }

    @Override
    protected Oracle createOracle(OracleOptions options) {
      return new SmallFirst(options);
    }
  }

  private Small small(int trials) {
    Small tuner = new Small();
    tuner.objective("loss").maxTrials(trials).seed(1).directory(temp).silent(true);
    return tuner;
  }

  @Test
  void aBayesianSearchScoresTrialsInItsOwnWay() {
    small(4).search(X, Y, o -> o.epochs(1).verbose(0));
    Small tuner = small(8);
    tuner.search(X, Y, o -> o.epochs(1).verbose(0));
    assertEquals(8, ((SmallFirst) tuner.oracle()).scored);
    List<Integer> units =
        tuner.results(8).stream().map(t -> t.hyperparameters().getInt("units")).toList();
    assertEquals(units.stream().sorted().toList(), units);
    assertEquals(1, units.get(0), () -> "the search goes where its scores are best: " + units);
  }

  /** Looks at the epochs that its oracle chose. */
  private static final class Watched extends Hyperband {
    private final List<Integer> epochs = new ArrayList<>();

    Watched() {
      super(ExtendedTunersTest::build);
    }

    @Override
    protected void beforeFit(Trial trial, Model model, FitOptions options) {
      epochs.add(options.epochs());
    }
  }

  @Test
  void hyperbandHasHooks() {
    Watched tuner = new Watched();
    tuner.maxEpochs(2).factor(2).objective("loss").seed(1).directory(temp).silent(true);
    tuner.search(X, Y, o -> o.verbose(0));
    assertEquals(List.of(1, 1, 2, 2, 2), tuner.epochs);
  }
}
