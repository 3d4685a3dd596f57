package org.keras4j.examples.tour;

import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.augment.Rescaling;
import org.keras4j.examples.support.Plan;
import org.keras4j.examples.support.Result;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Flatten;
import org.keras4j.optimizers.Adam;

/**
 * Dropout: each unit is left out of an update with a given probability, so that no unit can rely on
 * another.
 */
public final class DropoutTour {

  private DropoutTour() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Plan#begin}
   */
  public static void main(String[] args) {
    var lesson =
        Plan.of("dropout")
            .teaches(
                "Dropout",
                """
                Dropout. You will learn to leave each unit out of an update at random, so that
                none is trained too much on its own. What remains is scaled up, and in inference
                nothing is left out: that is why the accuracy in training (dashed) can be below
                that in validation. Too much of it and the network cannot learn.""")
            .epochs(12)
            .begin(args);
    var data = lesson.data();

    for (double rate : new double[] {0, 0.2, 0.5, 0.8}) {
      Keras.setRandomSeed(lesson.seed());
      try (var M = new Sequential()) {
        M.add(Input.of(28, 28, 1));
        M.add(new Rescaling(1. / 255));
        M.add(new Flatten());
        M.add(new Dense(800).activation("relu"));
        M.add(new Dropout(rate));
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
        lesson.finished(new Result("rate " + rate, M, history));
      }
    }
    lesson.end();
  }
}
