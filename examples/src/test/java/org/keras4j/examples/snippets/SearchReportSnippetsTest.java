package org.keras4j.examples.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.tuner.HyperParameters.parent;
import static org.keras4j.tuner.HyperParameters.step;
import static org.keras4j.tuner.Sampling.LOG;
import static org.keras4j.tuner.Tuner.validationData;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.augment.Rescaling;
import org.keras4j.examples.support.Data;
import org.keras4j.layers.BatchNormalization;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.MaxPooling2D;
import org.keras4j.optimizers.Adam;
import org.keras4j.optimizers.SGD;
import org.keras4j.tuner.BayesianOptimization;
import org.keras4j.tuner.HyperModel;
import org.keras4j.tuner.HyperParameters;

/** The search on the page about reports. */
class SearchReportSnippetsTest {
  @TempDir Path temp;

  // snippet: report-model
  static Model build(HyperParameters hp) {
    var model = new Sequential();
    model.add(Input.of(28, 28, 1));
    model.add(new Rescaling(1. / 255));
    model.add(new Conv2D(hp.Int("filters", 8, 48, step(8)), 3, 3).activation("relu"));
    if (hp.Boolean("batch_norm")) {
      model.add(new BatchNormalization());
    }
    model.add(new MaxPooling2D(2, 2));
    model.add(new Flatten());
    model.add(new Dropout(hp.Float("dropout", 0, 0.6)));
    model.add(new Dense(10).activation("softmax"));
    double rate = hp.Float("learning_rate", 1e-4, 1, LOG);
    boolean sgd = hp.Choice("optimizer", "adam", "sgd").equals("sgd");
    double momentum = hp.Float("momentum", 0, 0.95, parent("optimizer", "sgd"));
    var optimizer = sgd ? new SGD(rate).momentum(momentum) : new Adam(rate);
    model.compile(c -> c.optimizer(optimizer).loss("categorical_crossentropy").metrics("accuracy"));
    return model;
  }

  // end snippet

  @Test
  void leavesAPageAndRuns() throws IOException {
    Data data = Data.load("digits", Data.Size.of(40), false);
    run(data, temp, 2, 1);
    assertTrue(Files.readString(temp.resolve("report.html")).contains("learning_rate"));
  }

  private static void run(Data data, Path folder, int trials, int epochs) {
    HyperModel hyperModel = HyperModel.of(SearchReportSnippetsTest::build);
    // snippet: report-search
    var tuner =
        new BayesianOptimization(hyperModel)
            .objective("val_accuracy")
            .maxTrials(trials)
            .directory(folder)
            .projectName("A small network on MNIST");
    tuner.search(
        data.xTrain(),
        data.yTrain(),
        validationData(data.xVal(), data.yVal()).epochs(epochs).batchSize(64));
    var report = tuner.report();
    report.writeHtml(folder.resolve("report.html"));
    // end snippet

    // snippet: tensorboard-runs
    tuner.report().writeTensorBoard(folder.resolve("runs"));
    // end snippet
    String first = report.search().trials().get(0).trialId();
    assertTrue(Files.isDirectory(folder.resolve("runs/" + first + "/execution0/validation")));
    assertEquals(trials, report.search().trials().size());
  }
}
