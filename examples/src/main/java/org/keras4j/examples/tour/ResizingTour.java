package org.keras4j.examples.tour;

import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.augment.Rescaling;
import org.keras4j.augment.Resizing;
import org.keras4j.examples.support.Plan;
import org.keras4j.examples.support.Result;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Flatten;
import org.keras4j.optimizers.Adam;

/** A layer that gives all images one size. */
public final class ResizingTour {

  private ResizingTour() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Plan#begin}
   */
  public static void main(String[] args) {
    var lesson =
        Plan.of("resizing")
            .teaches(
                "Resizing",
                """
                Resizing. You will learn to bring images to one size inside the model, what the
                ways to interpolate look like, and how few pixels are enough: smaller images are
                faster to learn from and tell less.""")
            .epochs(12)
            .begin(args);
    var data = lesson.data();

    for (int size : new int[] {7, 14, 56}) {
      lesson.showSeveral(size + " x " + size + ", bilinear", new Resizing(size, size), 255);
    }
    lesson.showSeveral("14 x 14, nearest", new Resizing(14, 14).interpolation("nearest"), 255);

    for (int size : new int[] {7, 14, 28}) {
      Keras.setRandomSeed(lesson.seed());
      try (var M = new Sequential()) {
        M.add(Input.of(28, 28, 1));
        M.add(new Resizing(size, size));
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
