package org.keras4j.examples.tour;

import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.augment.Rescaling;
import org.keras4j.examples.support.Plan;
import org.keras4j.examples.support.Result;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Flatten;
import org.keras4j.optimizers.Adam;

/**
 * Batch size: small batches make the objective noisy, which helps against overfitting, and cost
 * time.
 */
public final class BatchSizeTour {

  private BatchSizeTour() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Plan#begin}
   */
  public static void main(String[] args) {
    var lesson =
        Plan.of("batch-size")
            .teaches(
                "Batch size",
                """
                Batch size. You will learn what the number of images per update changes: small
                batches give many noisy updates an epoch, which makes overfitting harder; large
                ones are fast but need more epochs, or a larger learning rate, to get as far.""")
            .epochs(8)
            .begin(args);
    var data = lesson.data();

    for (int batchSize : new int[] {16, 64, 256, 1024}) {
      Keras.setRandomSeed(lesson.seed());
      try (var M = new Sequential()) {
        M.add(Input.of(28, 28, 1));
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
                    o.batchSize(batchSize)
                        .epochs(lesson.epochs())
                        .validationData(data.xVal(), data.yVal())
                        .verbose(lesson.verbose()));
        lesson.finished(new Result("batches of " + batchSize, M, history));
      }
    }
    lesson.end();
  }
}
