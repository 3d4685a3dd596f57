package org.keras4j.examples.tour;

import java.util.stream.DoubleStream;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.augment.RandomRotation;
import org.keras4j.augment.RandomTranslation;
import org.keras4j.augment.RandomZoom;
import org.keras4j.augment.Rescaling;
import org.keras4j.examples.pictures.AccuracyGrid;
import org.keras4j.examples.support.Plan;
import org.keras4j.examples.support.Result;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.MaxPooling2D;
import org.keras4j.optimizers.Adam;

/** A grid of dropout and augmentation: two remedies against overfitting, alone and together. */
public final class DropoutAugmentationTour {

  private DropoutAugmentationTour() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Plan#begin}
   */
  public static void main(String[] args) {
    var lesson =
        Plan.of("dropout-augmentation")
            .teaches(
                "Dropout and augmentation",
                """
                Dropout and augmentation. You will learn to combine the two: a row for each
                dropout rate, a column for each strength of rotation, translation and zoom. Both
                make the task of learning harder; with few epochs much of both is too hard, so
                give strong settings more time (--epochs).""")
            .images(1_500)
            .epochs(8)
            .begin(args);
    var data = lesson.data();

    double[] rates = {0, 0.25, 0.5};
    double[] factors = {0, 0.02, 0.08};
    var grid =
        new AccuracyGrid(
            "Test accuracy, " + data.title(),
            "dropout rate",
            DoubleStream.of(rates).mapToObj(Double::toString).toList(),
            "factor of the augmentation",
            DoubleStream.of(factors).mapToObj(Double::toString).toList());

    for (double rate : rates) {
      for (double factor : factors) {
        Keras.setRandomSeed(lesson.seed());
        try (var M = new Sequential()) {
          M.add(Input.of(28, 28, 1));
          M.add(new RandomRotation(factor).fillMode("nearest"));
          M.add(new RandomTranslation(factor, factor).fillMode("nearest"));
          M.add(new RandomZoom(factor).fillMode("nearest"));
          M.add(new Rescaling(1. / 255));
          M.add(new Conv2D(16, 3, 3).activation("relu"));
          M.add(new MaxPooling2D(2, 2));
          M.add(new Conv2D(32, 3, 3).activation("relu"));
          M.add(new MaxPooling2D(2, 2));
          M.add(new Flatten());
          M.add(new Dense(100).activation("relu"));
          M.add(new Dropout(rate));
          M.add(new Dense(10).activation("softmax"));
          M.compile(
              c -> c.loss("categorical_crossentropy").optimizer(new Adam()).metrics("accuracy"));
          var history =
              M.fit(
                  data.xTrain(),
                  data.yTrain(),
                  o ->
                      o.batchSize(64)
                          .epochs(lesson.epochs())
                          .validationData(data.xVal(), data.yVal())
                          .verbose(lesson.verbose()));
          grid.add(M.evaluate(data.xTest(), data.yTest(), o -> o.verbose(0)).get("accuracy"));
          lesson.picture(grid::draw);
          lesson.finished(new Result("dropout " + rate + ", factor " + factor, M, history));
        }
      }
    }
    lesson.end();
  }
}
