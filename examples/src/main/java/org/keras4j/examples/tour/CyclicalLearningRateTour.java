package org.keras4j.examples.tour;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.augment.Rescaling;
import org.keras4j.examples.support.Plan;
import org.keras4j.examples.support.Result;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Flatten;
import org.keras4j.optimizers.Adam;
import org.keras4j.optimizers.schedules.CyclicalLearningRate;

/**
 * A learning rate that goes up and down: cycles of one height, halved each time, or shrinking with
 * every update.
 */
public final class CyclicalLearningRateTour {

  private CyclicalLearningRateTour() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Plan#begin}
   */
  public static void main(String[] args) {
    var lesson =
        Plan.of("learning-rate-cyclical")
            .teaches(
                "Cyclical learning rate",
                """
                Cyclical learning rate. You will learn to let the learning rate go up and down
                between two bounds, so that the descent leaves narrow minima and finds wide ones.
                Three kinds: cycles of one height (triangular), of half the height each time
                (triangular2), shrinking with every update (exp_range).""")
            .epochs(12)
            .drawsLearningRate()
            .begin(args);
    var data = lesson.data();

    int stepsPerEpoch = (int) Math.ceil(data.xTrain().length() / 256.);
    int steps = lesson.epochs() * stepsPerEpoch;
    Map<String, Adam> optimizers = new LinkedHashMap<>();
    double halfCycle = 2 * stepsPerEpoch;
    for (String mode : List.of("triangular", "triangular2", "exp_range")) {
      var schedule = new CyclicalLearningRate(0.0003, 0.005, halfCycle).mode(mode);
      if (mode.equals("exp_range")) {
        schedule.gamma(Math.pow(0.1, 1. / steps)); // a tenth of the height at the end
      }
      optimizers.put(mode, new Adam(schedule));
    }

    for (var entry : optimizers.entrySet()) {
      Keras.setRandomSeed(lesson.seed());
      try (var M = new Sequential()) {
        M.add(Input.of(28, 28, 1));
        M.add(new Rescaling(1. / 255));
        M.add(new Flatten());
        M.add(new Dense(800).activation("relu"));
        M.add(new Dense(10).activation("softmax"));
        var opt = entry.getValue();
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
        lesson.finished(new Result(entry.getKey(), M, history));
      }
    }
    lesson.end();
  }
}
