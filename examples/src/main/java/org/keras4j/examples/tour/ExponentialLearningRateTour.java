package org.keras4j.examples.tour;

import java.util.LinkedHashMap;
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
import org.keras4j.optimizers.schedules.ExponentialDecay;

/** A learning rate that falls by the same factor again and again, smoothly or in steps. */
public final class ExponentialLearningRateTour {

  private ExponentialLearningRateTour() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Plan#begin}
   */
  public static void main(String[] args) {
    var lesson =
        Plan.of("learning-rate-exponential")
            .teaches(
                "Exponential learning rate",
                """
                Exponential learning rate. You will learn to let the learning rate fall by a
                factor every epoch, smoothly or as a staircase, and why one that falls too fast
                stops learning too early.""")
            .epochs(12)
            .drawsLearningRate()
            .begin(args);
    var data = lesson.data();

    int stepsPerEpoch = (int) Math.ceil(data.xTrain().length() / 256.);
    Map<String, Adam> optimizers = new LinkedHashMap<>();
    optimizers.put("constant", new Adam(0.005));
    optimizers.put("factor 0.8", new Adam(new ExponentialDecay(0.005, stepsPerEpoch, 0.8)));
    optimizers.put(
        "factor 0.8, staircase",
        new Adam(new ExponentialDecay(0.005, stepsPerEpoch, 0.8).staircase(true)));
    optimizers.put("factor 0.3", new Adam(new ExponentialDecay(0.005, stepsPerEpoch, 0.3)));

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
