package org.keras4j.examples.tour;

import java.util.List;
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
 * A learning rate that stays the same: too large and the training jumps about, too small and it
 * does not arrive.
 */
public final class ConstantLearningRateTour {

  private ConstantLearningRateTour() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Plan#begin}
   */
  public static void main(String[] args) {
    var lesson =
        Plan.of("learning-rate-constant")
            .teaches(
                "Constant learning rate",
                """
                Constant learning rate. You will learn what a learning rate does that is too
                large, right or too small. A rather large one keeps the descent out of narrow
                minima, which generalise badly; too large a one never settles.""")
            .drawsLearningRate()
            .begin(args);
    var data = lesson.data();

    for (String learningRate : List.of("0.03", "0.003", "0.0003", "0.00003")) {
      Keras.setRandomSeed(lesson.seed());
      try (var M = new Sequential()) {
        M.add(Input.of(28, 28, 1));
        M.add(new Rescaling(1. / 255));
        M.add(new Flatten());
        M.add(new Dense(800).activation("relu"));
        M.add(new Dense(10).activation("softmax"));
        var opt = new Adam(Double.parseDouble(learningRate));
        M.compile(c -> c.loss("categorical_crossentropy").optimizer(opt).metrics("accuracy"));
        var history =
            M.fit(
                data.xTrain(),
                data.yTrain(),
                o ->
                    o.batchSize(256)
                        .epochs(lesson.epochs())
                        .validationData(data.xVal(), data.yVal())
                        .verbose(lesson.verbose()));
        lesson.finished(new Result("learning rate " + learningRate, M, history));
      }
    }
    lesson.end();
  }
}
