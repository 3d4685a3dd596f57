package org.keras4j.examples.tour;

import java.util.List;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.augment.RandomFlip;
import org.keras4j.augment.Rescaling;
import org.keras4j.examples.support.Plan;
import org.keras4j.examples.support.Result;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.MaxPooling2D;
import org.keras4j.optimizers.Adam;

/** A layer that mirrors images at random. */
public final class RandomFlipTour {

  private RandomFlipTour() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Plan#begin}
   */
  public static void main(String[] args) {
    var lesson =
        Plan.of("random-flip")
            .teaches(
                "Random flip",
                """
                Random flip. You will learn to mirror images at random, and when not to: a
                mirrored shoe is a shoe, a mirrored 2 is no digit. Compare --data mnist with
                --data fashion-mnist.""")
            .images(1_500)
            .epochs(8)
            .begin(args);
    var data = lesson.data();

    for (String mode : List.of("horizontal", "vertical", "horizontal_and_vertical")) {
      lesson.show(mode, new RandomFlip(mode));
    }

    for (String mode : List.of("none", "horizontal", "vertical")) {
      Keras.setRandomSeed(lesson.seed());
      try (var M = new Sequential()) {
        M.add(Input.of(28, 28, 1));
        if (!mode.equals("none")) {
          M.add(new RandomFlip(mode));
        }
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
        lesson.finished(new Result(mode, M, history));
      }
    }
    lesson.end();
  }
}
