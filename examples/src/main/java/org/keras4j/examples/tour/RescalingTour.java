package org.keras4j.examples.tour;

import java.util.LinkedHashMap;
import java.util.Locale;
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

/**
 * A layer that multiplies pixels and adds to them, so that the model takes images as they are
 * stored.
 */
public final class RescalingTour {

  private RescalingTour() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Plan#begin}
   */
  public static void main(String[] args) {
    var lesson =
        Plan.of("rescaling")
            .teaches(
                "Rescaling",
                """
                Rescaling. You will learn to let the model itself bring pixels from 0..255 to a
                range that suits the weights it starts with, 0..1 or -1..1, so that whoever uses
                it cannot forget to. See what happens without. The picture shows pixels from 0
                (black) to 1 (white).""")
            .epochs(10)
            .begin(args);
    var data = lesson.data();

    Map<String, Rescaling> layers = new LinkedHashMap<>();
    layers.put("0 to 255, as they are", new Rescaling(1));
    layers.put("0 to 1", new Rescaling(1. / 255));
    layers.put("-1 to 1", new Rescaling(2. / 255).offset(-1));
    for (double scale : new double[] {0.5 / 255, 1. / 255, 2. / 255}) {
      lesson.showSeveral(
          String.format(Locale.ROOT, "%.1f / 255", scale * 255), new Rescaling(scale), 1);
    }
    lesson.showSeveral("-1 to 1", new Rescaling(2. / 255).offset(-1), 1);

    for (var entry : layers.entrySet()) {
      Keras.setRandomSeed(lesson.seed());
      try (var M = new Sequential()) {
        M.add(Input.of(28, 28, 1));
        M.add(entry.getValue());
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
        lesson.finished(new Result(entry.getKey(), M, history));
      }
    }
    lesson.end();
  }
}
