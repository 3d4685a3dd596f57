package org.keras4j.examples.tour;

import java.util.LinkedHashMap;
import java.util.Map;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.augment.Rescaling;
import org.keras4j.callbacks.EarlyStopping;
import org.keras4j.examples.support.Plan;
import org.keras4j.examples.support.Result;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Flatten;
import org.keras4j.optimizers.Adam;

/**
 * Early stopping: the cheapest way not to overfit. The training ends when validation has not
 * improved for a number of epochs, the patience, and the weights of the best epoch come back.
 */
public final class EarlyStoppingTour {

  private EarlyStoppingTour() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Plan#begin}
   */
  public static void main(String[] args) {
    var lesson =
        Plan.of("early-stopping")
            .teaches(
                "Early stopping",
                """
                Early stopping. You will learn to end a training when the accuracy on validation
                images no longer rises, what patience does, and to keep the weights of the best
                epoch rather than the last. Look at the epochs it saves, and at how far training
                (dashed) runs away from validation.""")
            .epochs(30)
            .fullEpochs(100)
            .begin(args);
    var data = lesson.data();

    Map<String, EarlyStopping> callbacks = new LinkedHashMap<>();
    for (int patience : new int[] {2, 5}) {
      callbacks.put(
          "patience " + patience,
          new EarlyStopping("val_accuracy").patience(patience).restoreBestWeights(true));
    }
    callbacks.put("to the end", new EarlyStopping("val_accuracy").patience(lesson.epochs()));

    for (var entry : callbacks.entrySet()) {
      Keras.setRandomSeed(lesson.seed());
      try (var M = new Sequential()) {
        M.add(Input.of(28, 28, 1));
        M.add(new Rescaling(1. / 255));
        M.add(new Flatten());
        M.add(new Dense(800).activation("relu"));
        M.add(new Dense(10).activation("softmax"));
        M.compile(
            c -> c.loss("categorical_crossentropy").optimizer(new Adam()).metrics("accuracy"));
        var early = entry.getValue();
        var history =
            M.fit(
                data.xTrain(),
                data.yTrain(),
                o ->
                    o.batchSize(256)
                        .epochs(lesson.epochs())
                        .validationData(data.xVal(), data.yVal())
                        .verbose(lesson.verbose())
                        .callbacks(early));
        lesson.finished(new Result(entry.getKey(), M, history).stoppedBy(early));
      }
    }
    lesson.end();
  }
}
