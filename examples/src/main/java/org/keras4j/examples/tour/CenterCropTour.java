package org.keras4j.examples.tour;

import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.augment.CenterCrop;
import org.keras4j.augment.Rescaling;
import org.keras4j.examples.support.Plan;
import org.keras4j.examples.support.Result;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Flatten;
import org.keras4j.optimizers.Adam;

/** A layer that cuts out the middle. */
public final class CenterCropTour {

  private CenterCropTour() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Plan#begin}
   */
  public static void main(String[] args) {
    var lesson =
        Plan.of("center-crop")
            .teaches(
                "Center crop",
                """
                Center crop. You will learn to cut the middle out of images, and what is lost with
                the margins: the digits of MNIST leave 4 pixels free on each side, clothes do not.""")
            .epochs(12)
            .begin(args);
    var data = lesson.data();

    lesson.showsSizes();
    for (int size : new int[] {24, 20, 14}) {
      lesson.showSeveral(size + " x " + size, new CenterCrop(size, size), 255);
    }

    for (int size : new int[] {28, 20, 14, 8}) {
      Keras.setRandomSeed(lesson.seed());
      try (var M = new Sequential()) {
        M.add(Input.of(28, 28, 1));
        M.add(new CenterCrop(size, size));
        M.add(new Rescaling(1. / 255));
        M.add(new Flatten());
        M.add(new Dense(800).activation("relu"));
        M.add(new Dense(10).activation("softmax"));
        M.compile(
            c -> c.loss("categorical_crossentropy").optimizer(new Adam()).metrics("accuracy"));
        var history =
            M.fit(
                data.xTrain(),
                data.yTrain(),
                o ->
                    o.batchSize(256)
                        .epochs(lesson.epochs())
                        .validationData(data.xVal(), data.yVal())
                        .verbose(lesson.verbose()));
        lesson.finished(new Result(size + " x " + size, M, history));
      }
    }
    lesson.end();
  }
}
