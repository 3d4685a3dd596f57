package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npy;
import org.keras4j.optimizers.Adam;

/** Best models come out of a project's folder, whoever searched. */
class ProjectModelsTest {

  private static final NDArray X =
      NDArray.arange(40).asType(DType.FLOAT32).divide(40.).reshape(10, 4);
  private static final NDArray Y = X.sum(1).reshape(10, 1);

  private static Model build(HyperParameters hp) {
    Sequential model =
        Sequential.of(
            Input.of(4), new Dense(hp.Int("units", 2, 8)).activation("relu"), new Dense(1));
    model.compile(c -> c.optimizer(new Adam(0.01)).loss("mse"));
    return model;
  }

  private static RandomSearch search(Path folder) {
    return new RandomSearch(ProjectModelsTest::build)
        .objective("val_loss")
        .maxTrials(3)
        .seed(3)
        .directory(folder.toString())
        .projectName("p");
  }

  /** Also leaves what parity/tuner_models_check.py reads. */
  @Test
  void theBestModelIsThatOfTheBestEpoch() throws IOException {
    Path folder = Path.of("target", "interop-models");
    RandomSearch tuner = search(folder).overwrite(true);
    tuner.search(X, Y, o -> o.validationData(X, Y).epochs(2).verbose(0));
    try (Model best = tuner.getBestModels(1).get(0)) {
      double loss = best.evaluate(X, Y, o -> o.verbose(0)).loss();
      Double score = tuner.oracle().getBestTrials(1).get(0).score();
      assertEquals(java.util.Objects.requireNonNull(score), loss, 1e-6);
      Npy.write(folder.resolve("best.npy"), best.predict(X, o -> o.verbose(0)));
    }
    assertTrue(Files.exists(folder.resolve("p/trial_0/checkpoint.weights.h5")));
  }

  @Test
  @EnabledIfSystemProperty(named = "kerastuner.project", matches = ".+")
  void theBestModelOfKerasTunerIsTaken() throws IOException {
    Path folder = Path.of(System.getProperty("kerastuner.project"));
    try (Model best = search(folder).getBestModels(1).get(0)) {
      NDArray expected = Npy.read(folder.resolve("best.npy"));
      assertTrue(best.predict(X, o -> o.verbose(0)).allClose(expected, 1e-5, 1e-6));
    }
  }
}
