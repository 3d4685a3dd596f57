package org.keras4j.tuner.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.tuner.HyperParameters.step;
import static org.keras4j.tuner.Sampling.LOG;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Adam;
import org.keras4j.tuner.HyperModel;
import org.keras4j.tuner.HyperParameters;
import org.keras4j.tuner.MedianPruner;
import org.keras4j.tuner.RandomSearch;
import org.keras4j.tuner.SearchRecord;
import org.keras4j.tuner.Trial;
import org.keras4j.tuner.TrialResult;

/** The code of the guide for searches. */
class SearchGuideSnippetsTest {
  private static final NDArray X =
      NDArray.of(new float[][] {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}});
  private static final NDArray Y = NDArray.of(new float[][] {{1, 0}, {0, 1}, {1, 0}});

  private final HyperModel hyperModel = HyperModel.of(SearchGuideSnippetsTest::build);

  @TempDir Path folder;

  // snippet: guide-model
  static Model build(HyperParameters hp) {
    var model = new Sequential();
    model.add(Input.of(4));
    model.add(new Dense(hp.Int("units", 8, 32, step(8))).activation("relu"));
    model.add(new Dense(2).activation("softmax"));
    var optimizer = new Adam(hp.Float("rate", 1e-4, 1e-1, LOG));
    model.compile(c -> c.optimizer(optimizer).loss("categorical_crossentropy").metrics("accuracy"));
    return model;
  }

  // end snippet

  @SuppressWarnings({"MissingOverride", "ClassCanBeStatic"}) // shown as it is
  // snippet: guide-own-tuner
  class TunedBatches extends RandomSearch {
    TunedBatches(HyperModel hyperModel) {
      super(hyperModel);
    }

    protected List<TrialResult> runTrial(Trial trial, Supplier<FitOptions> options) {
      int batch = trial.hyperparameters().Int("batch_size", 32, 256, step(32));
      return super.runTrial(trial, () -> options.get().batchSize(batch));
    }
  }

  // end snippet

  @Test
  void aSearchWithItsSettings() throws IOException {
    NDArray x = X;
    NDArray y = Y;
    // snippet: guide-search
    var tuner =
        new RandomSearch(hyperModel)
            .objective("val_loss")
            .maxTrials(6)
            .maxTime(Duration.ofHours(8))
            .maxTotalEpochs(1_000)
            .enqueue(Map.of("units", 16, "rate", 1e-3))
            .pruner(new MedianPruner())
            .workers(2)
            .keepBest(3)
            .directory(folder)
            .projectName("small");
    tuner.search(x, y, o -> o.epochs(5).validationData(x, y));
    // end snippet
    assertEquals(6, tuner.results(10).size());
    assertEquals(16, tuner.record().trials().get(0).values().get("units"));

    // snippet: guide-record
    SearchRecord record = tuner.record();
    Files.writeString(folder.resolve("epochs.csv"), record.toCsv());
    Files.writeString(folder.resolve("search.json"), record.toJson());
    // end snippet
    assertTrue(Files.size(folder.resolve("epochs.csv")) > 0);

    // snippet: guide-warm-start
    var next =
        new RandomSearch(hyperModel)
            .objective("val_loss")
            .warmStart(SearchRecord.of(folder.resolve("small")))
            .directory(folder)
            .projectName("next");
    // end snippet
    next.maxTrials(1).silent(true).search(x, y, o -> o.epochs(1).validationData(x, y));
    assertEquals(
        tuner.results(1).get(0).hyperparameters().values(),
        next.results(1).get(0).hyperparameters().values());
  }

  @Test
  void aTunerThatTunesTheBatches() {
    RandomSearch tuner = new TunedBatches(hyperModel);
    tuner.objective("loss").maxTrials(1).directory(folder).silent(true);
    tuner.search(X, Y, o -> o.epochs(1).verbose(0));
    assertTrue(tuner.results(1).get(0).hyperparameters().values().containsKey("batch_size"));
  }
}
