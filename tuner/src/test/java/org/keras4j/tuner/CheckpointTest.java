package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.tuner.Tuner.validationData;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Adam;

/** The weights that a search leaves behind. */
class CheckpointTest {
  private static final NDArray X = NDArray.ones(8, 3);
  private static final NDArray Y = NDArray.ones(8, 1);

  @TempDir Path temp;

  private static Model build(HyperParameters hp) {
    Sequential inner = Sequential.of(Input.of(4), new Dense(2).name("same"));
    Model model =
        Sequential.of(
            Input.of(3), new Dense(hp.Int("units", 4, 4)).name("same"), inner, new Dense(1));
    model.compile(c -> c.optimizer(new Adam(0.1)).loss("mse"));
    return model;
  }

  private RandomSearch search() {
    var tuner =
        new RandomSearch(CheckpointTest::build)
            .objective("val_loss")
            .maxTrials(1)
            .silent(true)
            .directory(temp)
            .projectName("p");
    tuner.search(X, Y, validationData(X, Y).epochs(2));
    return tuner;
  }

  private Path checkpoint() {
    return temp.resolve("p/trial_0/checkpoint.weights.h5");
  }

  @Test
  void aModelLoadsTheFileThatTheTunerWroteForIt() throws IOException {
    RandomSearch tuner = search();
    try (Model best = tuner.getBestModels().get(0);
        Model model = build(tuner.getBestHyperparameters().get(0))) {
      model.loadWeights(checkpoint());
      assertEquals(best.getWeights(), model.getWeights());
      assertEquals(best.predictOnBatch(X), model.predictOnBatch(X));
    }
    assertTrue(
        Files.readString(checkpoint(), StandardCharsets.ISO_8859_1).contains("optimizer"),
        "with the optimizer's state, as in KerasTuner");
    try (Stream<Path> files = Files.list(checkpoint().getParent())) {
      assertEquals(1, files.filter(f -> f.getFileName().toString().contains("checkpoint")).count());
    }
  }

  /** Away from the validation data, so that its first epoch is the best. */
  @Test
  void anEpochWithoutValidationDoesNotReplaceTheBest() {
    NDArray opposite = NDArray.full(DType.FLOAT32, -1.0, 8, 1);
    for (int executions : new int[] {1, 3}) {
      RandomSearch tuner =
          new RandomSearch(CheckpointTest::build)
              .objective("val_loss")
              .maxTrials(1)
              .executionsPerTrial(executions)
              .silent(true)
              .directory(temp)
              .projectName("every_second_" + executions);
      tuner.search(X, Y, validationData(X, opposite).epochs(7).validationFreq(2));
      double best =
          tuner.record().trials().get(0).executions().stream()
              .flatMap(List::stream)
              .filter(epoch -> epoch.logs().containsKey("val_loss"))
              .mapToDouble(epoch -> epoch.logs().get("val_loss"))
              .min()
              .orElseThrow();
      try (Model model = tuner.getBestModels().get(0)) {
        assertEquals(best, model.evaluate(X, opposite, o -> o.verbose(0)).loss(), 1e-5);
      }
    }
  }

  @Test
  void theTunerLoadsWhatAModelSaved() {
    RandomSearch tuner = search();
    try (Model model = build(tuner.getBestHyperparameters().get(0))) {
      model.saveWeights(checkpoint());
      try (Model best = tuner.getBestModels().get(0)) {
        assertEquals(model.getWeights(), best.getWeights());
      }
    }
  }
}
