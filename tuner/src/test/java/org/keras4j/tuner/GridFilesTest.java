package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Leaves searches by grid and by Hyperband that were cut off in the middle, and how they go on
 * here: parity/tuner_interop_check.py lets KerasTuner open them and go on with them.
 */
class GridFilesTest {
  private static final Path FOLDER = Path.of("target", "interop-grids");

  @TempDir Path temp;

  private static OracleOptions options() {
    HyperParameters hp = new HyperParameters();
    hp.Boolean("b");
    hp.conditionalScope("b", List.of(true), () -> hp.Choice("c", "x", "y"));
    hp.Float("x", 0, 1, HyperParameters.step(0.125));
    return new OracleOptions().hyperparameters(hp).objective(new Objective("score", "min")).seed(3);
  }

  @Test
  void grids() throws IOException {
    leave("grid", () -> new GridSearchOracle(options()), 13, hp -> hp.getDouble("x"));
  }

  @Test
  void hyperband() throws IOException {
    leave(
        "hyperband",
        () -> new HyperbandOracle(options(), 8, 2, 1, true),
        17,
        hp -> hp.getDouble("x") / hp.getInt("tuner/epochs"));
  }

  /** Searches for some trials and begins one more. */
  private void leave(
      String name, Supplier<Oracle> make, int trials, ToDoubleFunction<HyperParameters> score)
      throws IOException {
    Path kept = FOLDER.resolve(name);
    new ProjectFiles(kept).delete();
    Path own = temp.resolve(name);
    for (Path folder : List.of(kept, own)) {
      Oracle oracle = OracleRuns.in(folder, make.get());
      for (int i = 0; i < trials; i++) {
        OracleRuns.complete(oracle, oracle.createTrial("tuner0"), score);
      }
      assertEquals(TrialStatus.RUNNING, oracle.createTrial("tuner0").status());
      new ProjectFiles(folder).saveTuner("tuner0");
    }

    Oracle oracle = OracleRuns.in(own, make.get());
    oracle.reload();
    List<Map<String, Object>> rest = new ArrayList<>();
    Trial trial = oracle.createTrial("tuner0");
    while (trial.status() == TrialStatus.RUNNING) {
      Map<String, Object> step = new LinkedHashMap<>();
      step.put("trial_id", trial.trialId());
      step.put("values", trial.hyperparameters().values());
      rest.add(step);
      OracleRuns.complete(oracle, trial, score);
      trial = oracle.createTrial("tuner0");
    }
    assertEquals(TrialStatus.STOPPED, trial.status());
    assertTrue(rest.size() > 10, "only " + rest.size());
    Files.writeString(FOLDER.resolve(name + "-rest.json"), Json.write(Json.object("trials", rest)));
  }
}
