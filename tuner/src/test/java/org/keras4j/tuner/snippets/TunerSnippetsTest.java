package org.keras4j.tuner.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.tuner.HyperParameters.step;
import static org.keras4j.tuner.Sampling.LOG;
import static org.keras4j.tuner.Tuner.validationData;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.callbacks.History;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Adam;
import org.keras4j.tuner.BayesianOptimization;
import org.keras4j.tuner.HyperModel;
import org.keras4j.tuner.HyperParameters;
import org.keras4j.tuner.Hyperband;

/** The code in the Javadoc of tuners. */
class TunerSnippetsTest {
  @TempDir Path temp;

  @SuppressWarnings({"MissingOverride", "ClassCanBeStatic"}) // shown in Javadoc as it is
  // snippet: hyper-model
  class MyHyperModel extends HyperModel {
    public Model build(HyperParameters hp) {
      var model = new Sequential();
      model.add(Input.of(4));
      model.add(new Dense(hp.Int("units", 8, 32, step(8))).activation("relu"));
      model.add(new Dense(2).activation("softmax"));
      var optimizer = new Adam(hp.Float("learning_rate", 1e-4, 1e-1, LOG));
      model.compile(
          c -> c.optimizer(optimizer).loss("categorical_crossentropy").metrics("accuracy"));
      return model;
    }

    public History fit(HyperParameters hp, Model model, FitOptions options) {
      return model.fit(options.batchSize(hp.Choice("batch_size", 16, 32)));
    }
  }

  // end snippet

  @Test
  void aSearch() throws IOException {
    String folder = temp.toString();
    NDArray x = NDArray.of(new float[][] {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}});
    NDArray y = NDArray.of(new float[][] {{1, 0}, {0, 1}, {1, 0}});
    NDArray xVal = x;
    NDArray yVal = y;

    // snippet: tuner-search
    var tuner =
        new BayesianOptimization(new MyHyperModel())
            .objective("val_accuracy")
            .maxTrials(2)
            .directory(folder)
            .projectName("digits");
    tuner.search(x, y, validationData(xVal, yVal).epochs(2));
    tuner.resultsSummary(3);
    try (Model best = tuner.getBestModels(1).get(0)) {
      best.evaluate(xVal, yVal);
    }
    // end snippet

    assertEquals(2, tuner.results(10).size());

    // snippet: search-report
    var report = tuner.report();
    report.writeHtml(Path.of(folder, "report.html"));
    report.writeTensorBoard(Path.of(folder, "runs"));
    // end snippet

    assertTrue(Files.size(Path.of(folder, "report.html")) > 10_000);
    assertTrue(Files.isDirectory(Path.of(folder, "runs", "0", "execution0", "validation")));
  }

  @Test
  void aSearchByHyperband() {
    String folder = temp.toString();
    NDArray x = NDArray.of(new float[][] {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}});
    NDArray y = NDArray.of(new float[][] {{1, 0}, {0, 1}, {1, 0}});
    NDArray xVal = x;
    NDArray yVal = y;

    // snippet: hyperband
    var tuner =
        new Hyperband(new MyHyperModel())
            .objective("val_accuracy")
            .maxEpochs(4)
            .factor(2)
            .directory(folder)
            .projectName("hyperband");
    tuner.search(x, y, validationData(xVal, yVal));
    // end snippet

    assertEquals(15, tuner.oracle().trials().size());
  }
}
