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
import org.keras4j.optimizers.schedules.PiecewiseConstantDecay;

/** A learning rate that falls in steps at updates chosen beforehand. */
public final class PiecewiseLearningRateTour {

  private PiecewiseLearningRateTour() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Plan#begin}
   */
  public static void main(String[] args) {
    var lesson =
        Plan.of("learning-rate-piecewise")
            .teaches(
                "Piecewise constant learning rate",
                """
                Piecewise constant learning rate. You will learn to lower the learning rate in
                steps, at updates that you choose: first large, to get far; then small, to settle.
                Watch the loss drop where the rate does.""")
            .epochs(16)
            .drawsLearningRate()
            .begin(args);
    var data = lesson.data();

    int stepsPerEpoch = (int) Math.ceil(data.xTrain().length() / 256.);
    int steps = lesson.epochs() * stepsPerEpoch;
    Map<String, Adam> optimizers = new LinkedHashMap<>();
    optimizers.put("constant", new Adam(0.005));
    double[] boundaries = {steps * 0.5, steps * 0.75};
    double[] values = {0.005, 0.001, 0.0002};
    optimizers.put("piecewise", new Adam(new PiecewiseConstantDecay(boundaries, values)));

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
