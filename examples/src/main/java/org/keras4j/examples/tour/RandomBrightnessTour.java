package org.keras4j.examples.tour;

import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.augment.RandomBrightness;
import org.keras4j.augment.Rescaling;
import org.keras4j.examples.support.Plan;
import org.keras4j.examples.support.Result;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.MaxPooling2D;
import org.keras4j.optimizers.Adam;

/** A layer that makes images brighter or darker at random. */
public final class RandomBrightnessTour {

  private RandomBrightnessTour() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Plan#begin}
   */
  public static void main(String[] args) {
    var lesson =
        Plan.of("random-brightness")
            .teaches(
                "Random brightness",
                """
                Random brightness. You will learn to make images brighter or darker at random. The
                factor is a part of the whole range of pixels, 255; the result is cut to that
                range.""")
            .images(1_500)
            .epochs(8)
            .begin(args);
    var data = lesson.data();

    for (double factor : new double[] {0.1, 0.2, 0.4, 0.8}) {
      lesson.show("factor " + factor, new RandomBrightness(factor));
    }

    for (double factor : new double[] {0, 0.2, 0.8}) {
      Keras.setRandomSeed(lesson.seed());
      try (var M = new Sequential()) {
        M.add(Input.of(28, 28, 1));
        M.add(new RandomBrightness(factor));
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
