package org.keras4j.examples.tour;

import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.augment.RandomContrast;
import org.keras4j.augment.Range;
import org.keras4j.augment.Rescaling;
import org.keras4j.examples.support.Plan;
import org.keras4j.examples.support.Result;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.MaxPooling2D;
import org.keras4j.optimizers.Adam;

/** A layer that changes the contrast of images at random. */
public final class RandomContrastTour {

  private RandomContrastTour() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Plan#begin}
   */
  public static void main(String[] args) {
    var lesson =
        Plan.of("random-contrast")
            .teaches(
                "Random contrast",
                """
                Random contrast. You will learn to make the difference of pixels from their mean
                smaller or larger at random, so that the network does not depend on the light a
                picture was taken in. As in Keras, one number only raises the contrast; a pair
                says how far it may fall and how far rise. Digits are black and white already, so
                expect little of it here.""")
            .images(1_500)
            .epochs(8)
            .begin(args);
    var data = lesson.data();

    for (double factor : new double[] {0.2, 0.4, 0.6, 0.9}) {
      lesson.show("factor " + factor, new RandomContrast(Range.of(factor, factor)));
    }

    for (double factor : new double[] {0, 0.4, 0.9}) {
      Keras.setRandomSeed(lesson.seed());
      try (var M = new Sequential()) {
        M.add(Input.of(28, 28, 1));
        M.add(new RandomContrast(Range.of(factor, factor)));
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
