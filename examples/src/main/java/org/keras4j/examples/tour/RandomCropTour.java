package org.keras4j.examples.tour;

import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.augment.CenterCrop;
import org.keras4j.augment.RandomCrop;
import org.keras4j.augment.Rescaling;
import org.keras4j.examples.support.Plan;
import org.keras4j.examples.support.Result;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.MaxPooling2D;
import org.keras4j.optimizers.Adam;

/** A layer that cuts out a random piece in training and lets images pass in inference. */
public final class RandomCropTour {

  private RandomCropTour() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Plan#begin}
   */
  public static void main(String[] args) {
    var lesson =
        Plan.of("random-crop")
            .teaches(
                "Random crop",
                """
                Random crop. You will learn to cut a random piece out of the images in training,
                so that what they show is not always in the same place. In inference Keras lets
                images pass with their own size; a CenterCrop behind it brings them to the size
                that the network has learned from.""")
            .images(1_500)
            .epochs(8)
            .begin(args);
    var data = lesson.data();

    lesson.showsSizes();
    for (int size : new int[] {26, 24, 20}) {
      lesson.show(size + " x " + size, new RandomCrop(size, size));
    }

    for (int size : new int[] {28, 24, 20}) {
      Keras.setRandomSeed(lesson.seed());
      try (var M = new Sequential()) {
        M.add(Input.of(28, 28, 1));
        M.add(new RandomCrop(size, size));
        M.add(new CenterCrop(size, size));
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
        lesson.finished(new Result(size + " x " + size, M, history));
      }
    }
    lesson.end();
  }
}
