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
import org.keras4j.optimizers.schedules.CosineDecay;
import org.keras4j.optimizers.schedules.CosineDecayRestarts;

/** A learning rate that falls as a cosine, once or with warm restarts. */
public final class CosineLearningRateTour {

  private CosineLearningRateTour() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Plan#begin}
   */
  public static void main(String[] args) {
    var lesson =
        Plan.of("learning-rate-cosine")
            .teaches(
                "Cosine learning rate",
                """
                Cosine learning rate. You will learn to let the learning rate fall along a cosine,
                to warm it up first, and to restart it: each restart throws the weights out of a
                narrow minimum, and periods that double give the last descent the time to reach a
                deep one.""")
            .epochs(14)
            .drawsLearningRate()
            .begin(args);
    var data = lesson.data();

    int stepsPerEpoch = (int) Math.ceil(data.xTrain().length() / 256.);
    int steps = lesson.epochs() * stepsPerEpoch;
    Map<String, Adam> optimizers = new LinkedHashMap<>();
    optimizers.put("cosine", new Adam(new CosineDecay(0.005, steps)));
    optimizers.put(
        "with warm-up",
        new Adam(new CosineDecay(0, steps * 0.8).warmupTarget(0.005).warmupSteps(steps * 0.2)));
    // Periods of 1, 2 and 4 sevenths.
    optimizers.put(
        "with warm restarts",
        new Adam(new CosineDecayRestarts(0.005, steps / 7.).tMul(2).mMul(0.8).alpha(0.01)));

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
