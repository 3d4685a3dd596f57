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
import org.keras4j.regularizers.L1;

/** A penalty on the absolute values of weights or outputs. */
public final class L1Tour {

  private L1Tour() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Plan#begin}
   */
  public static void main(String[] args) {
    var lesson =
        Plan.of("l1")
            .teaches(
                "L1 penalty",
                """
                L1 penalty. You will learn to add the sum of the absolute values of a layer's
                kernel, of its bias or of its output (activity) to the loss. L1 pulls with the
                same force on large and small weights, so most of them end near zero: see the
                remark at the end of each row.""")
            .epochs(12)
            .begin(args);
    var data = lesson.data();

    Map<String, Dense> hidden = new LinkedHashMap<>();
    hidden.put("none", new Dense(800).activation("relu"));
    hidden.put("kernel", new Dense(800).activation("relu").kernelRegularizer(new L1(1e-4)));
    hidden.put("bias", new Dense(800).activation("relu").biasRegularizer(new L1(1e-2)));
    hidden.put("activity", new Dense(800).activation("relu").activityRegularizer(new L1(1e-6)));

    for (var entry : hidden.entrySet()) {
      Keras.setRandomSeed(lesson.seed());
      try (var M = new Sequential()) {
        M.add(Input.of(28, 28, 1));
        M.add(new Rescaling(1. / 255));
        M.add(new Flatten());
        M.add(entry.getValue());
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
        var kernel = entry.getValue().getWeights().get(0);
        lesson.finished(new Result(entry.getKey(), M, history).note(Weights.describe(kernel)));
      }
    }
    lesson.end();
  }
}
