package org.keras4j.examples.tour;

import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.augment.RandomZoom;
import org.keras4j.augment.Rescaling;
import org.keras4j.examples.support.Plan;
import org.keras4j.examples.support.Result;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.MaxPooling2D;
import org.keras4j.optimizers.Adam;

/** A layer that enlarges and shrinks images at random. */
public final class RandomZoomTour {

  private RandomZoomTour() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Plan#begin}
   */
  public static void main(String[] args) {
    var lesson =
        Plan.of("random-zoom")
            .teaches(
                "Random zoom",
                """
                Random zoom. You will learn to make what images show larger or smaller at random:
                factor 0.2 is between 80 % and 120 % of the height and the width.""")
            .images(1_500)
            .epochs(8)
            .begin(args);
    var data = lesson.data();

    for (double factor : new double[] {0.05, 0.1, 0.2, 0.5}) {
      lesson.show("factor " + factor, new RandomZoom(factor).fillMode("nearest"));
    }

    for (double factor : new double[] {0, 0.1, 0.5}) {
      Keras.setRandomSeed(lesson.seed());
      try (var M = new Sequential()) {
        M.add(Input.of(28, 28, 1));
        M.add(new RandomZoom(factor).fillMode("nearest"));
        M.add(new Rescaling(1. / 255));
        M.add(new Conv2D(16, 3, 3).activation("relu"));
        M.add(new MaxPooling2D(2, 2));
        M.add(new Conv2D(32, 3, 3).activation("relu"));
        M.add(new MaxPooling2D(2, 2));
        M.add(new Flatten());
        M.add(new Dense(100).activation("relu"));
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
        lesson.finished(new Result("factor " + factor, M, history));
      }
    }
    lesson.end();
  }
}
