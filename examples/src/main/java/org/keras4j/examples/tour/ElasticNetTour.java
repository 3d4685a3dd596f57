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
import org.keras4j.regularizers.L1L2;

/** A penalty that is L1 and L2 together. */
public final class ElasticNetTour {

  private ElasticNetTour() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Plan#begin}
   */
  public static void main(String[] args) {
    var lesson =
        Plan.of("elastic-net")
            .teaches(
                "Elastic net",
                """
                Elastic net. You will learn to combine both penalties, L1 for few weights and L2
                for small ones, on a layer's kernel, bias or output (activity).""")
            .epochs(12)
            .begin(args);
    var data = lesson.data();

    Map<String, Dense> hidden = new LinkedHashMap<>();
    hidden.put("none", new Dense(800).activation("relu"));
    hidden.put("kernel", new Dense(800).activation("relu").kernelRegularizer(new L1L2(5e-5, 5e-4)));
    hidden.put("bias", new Dense(800).activation("relu").biasRegularizer(new L1L2(1e-2, 1e-2)));
    hidden.put(
        "activity", new Dense(800).activation("relu").activityRegularizer(new L1L2(1e-6, 1e-5)));

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
