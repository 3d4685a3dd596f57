package org.keras4j.examples.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.tuner.HyperParameters.step;
import static org.keras4j.tuner.Sampling.LOG;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.augment.RandomRotation;
import org.keras4j.datasets.Digits;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Flatten;
import org.keras4j.ndarray.Shape;
import org.keras4j.tuner.BayesianOptimization;
import org.keras4j.tuner.HyperParameters;

/** The notebook of {@link MnistChapter} runs from the first to the last cell, on little data. */
class MnistChapterTest {

  @TempDir Path temp;

  @Test
  void dataIsPreparedAsInPython() {
    assertEquals(10, MnistChapter.seed()[1]);
    String shapes =
        Tiny.printed(
            () -> {
              var parts = MnistChapter.prepare(Digits.loadData(10_100, 20, 23), 10);
              assertEquals(Shape.of(100, 28, 28, 1), parts[0].shape());
              assertEquals(Shape.of(10_000, 10), parts[3].shape());
            });
    assertEquals("(10100, 28, 28, 1) (10100,) (20, 28, 28, 1) (20,)", shapes.strip());
  }

  @Test
  void theHypermodelBuildsAndFits() {
    var experiment = new MnistChapter.MyHyperModel();
    var hp = new HyperParameters();
    try (var M = experiment.build(hp)) {
      assertEquals(0.01, hp.getDouble("factor"));
      assertEquals(2_643_306, M.countParams());
      var data =
          new FitOptions()
              .x(Tiny.X_TRAIN.slice(0, 4))
              .y(Tiny.Y_TRAIN.slice(0, 4))
              .validationData(Tiny.X_VAL.slice(0, 4), Tiny.Y_VAL.slice(0, 4))
              .verbose(0);
      var history = experiment.fit(hp, M, data);
      assertTrue(history.epoch().size() > 10, "stops 10 epochs after the best one");
      assertTrue(history.epoch().size() < 100, "stops early");
      assertTrue(history.history().containsKey("learning_rate"));
    }
    assertNotNull(MnistChapter.tuner());
  }

  @Test
  void theSearchPrintsWhatKerasTunerPrints() {
    var tuner =
        new BayesianOptimization(
                hp -> {
                  var M = Sequential.of(Input.of(28, 28, 1));
                  M.add(new RandomRotation(hp.Float("factor", 0.01, 0.3, step(2), LOG)));
                  M.add(new Flatten());
                  M.add(new Dense(10).activation("softmax"));
                  M.compile(c -> c.loss("categorical_crossentropy").metrics("accuracy"));
                  return M;
                })
            .objective("val_accuracy")
            .maxTrials(2)
            .overwrite(true)
            .directory(temp)
            .projectName("MNIST");
    String search =
        Tiny.printed(
            () -> MnistChapter.search(tuner, Tiny.X_TRAIN, Tiny.Y_TRAIN, Tiny.X_VAL, Tiny.Y_VAL));
    assertTrue(search.contains("Trial 2 Complete ["), search);
    assertTrue(search.contains("Showing 3 best trials"), search);
    String test = Tiny.printed(() -> MnistChapter.evaluate(tuner, Tiny.X_TEST, Tiny.Y_TEST));
    assertEquals(2, test.lines().count(), test);
    assertTrue(
        test.matches(
            "(?s)Model 0: Hyperparameters: \\{factor=0\\.\\d+} Loss: .* Accuracy: .*%\\R.*"),
        test);
  }
}
