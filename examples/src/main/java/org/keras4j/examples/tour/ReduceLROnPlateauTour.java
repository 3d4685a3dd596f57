package org.keras4j.examples.tour;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.augment.Rescaling;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.EarlyStopping;
import org.keras4j.callbacks.ReduceLROnPlateau;
import org.keras4j.examples.support.Plan;
import org.keras4j.examples.support.Result;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Flatten;
import org.keras4j.optimizers.Adam;

/**
 * A learning rate that falls when validation does not improve, instead of at updates chosen
 * beforehand.
 */
public final class ReduceLROnPlateauTour {

  private ReduceLROnPlateauTour() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Plan#begin}
   */
  public static void main(String[] args) {
    var lesson =
        Plan.of("reduce-lr-on-plateau")
            .teaches(
                "ReduceLROnPlateau",
                """
                ReduceLROnPlateau. You will learn the usual schedule: multiply the learning rate
                by a factor when the accuracy on validation images has not improved for some
                epochs, and stop when twice that patience has gone by in vain. With --full the
                factor and the patience are those of the course.""")
            .epochs(24)
            .fullEpochs(100)
            .drawsLearningRate()
            .begin(args);
    var data = lesson.data();

    // What the course has found for each data set; with few images less patience is enough.
    boolean clothes = lesson.dataset().equals("fashion-mnist");
    double learningRate = clothes && lesson.isFull() ? 0.00015 : 0.00168;
    double reduction = clothes ? 0.32 : 0.3787;
    int coursePatience = clothes ? 5 : 10;
    int patience = lesson.isFull() ? coursePatience : 2;
    for (double factor : new double[] {1, reduction}) {
      Keras.setRandomSeed(lesson.seed());
      try (var M = new Sequential()) {
        M.add(Input.of(28, 28, 1));
        M.add(new Rescaling(1. / 255));
        M.add(new Flatten());
        M.add(new Dense(800).activation("relu"));
        M.add(new Dense(10).activation("softmax"));
        var opt = new Adam(learningRate);
        M.compile(c -> c.loss("categorical_crossentropy").optimizer(opt).metrics("accuracy"));
        var early = new EarlyStopping("val_accuracy").patience(2 * patience).minDelta(1e-5);
        List<Callback> callbacks = new ArrayList<>(List.of(early));
        if (factor < 1) {
          callbacks.add(
              new ReduceLROnPlateau("val_accuracy")
                  .factor(factor)
                  .patience(patience)
                  .minDelta(1e-4)
                  .minLr(1e-5));
        }
        var history =
            M.fit(
                data.xTrain(),
                data.yTrain(),
                o ->
                    o.batchSize(256)
                        .epochs(lesson.epochs())
                        .validationData(data.xVal(), data.yVal())
                        .verbose(lesson.verbose())
                        .callbacks(callbacks));
        String name = factor < 1 ? "factor " + factor : "constant";
        lesson.finished(new Result(name, M, history).stoppedBy(early));
      }
    }
    lesson.end();
  }
}
