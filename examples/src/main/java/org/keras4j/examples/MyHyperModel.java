package org.keras4j.examples;

import static org.keras4j.tuner.HyperParameters.step;
import static org.keras4j.tuner.Sampling.LOG;

import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.augment.RandomRotation;
import org.keras4j.augment.RandomTranslation;
import org.keras4j.augment.RandomZoom;
import org.keras4j.augment.Rescaling;
import org.keras4j.callbacks.EarlyStopping;
import org.keras4j.callbacks.History;
import org.keras4j.callbacks.ReduceLROnPlateau;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.MaxPooling2D;
import org.keras4j.optimizers.Adam;
import org.keras4j.tuner.HyperModel;
import org.keras4j.tuner.HyperParameters;

/**
 * A small convolutional network whose images are rotated, shifted and zoomed; how much is to be
 * tuned. The two data sets differ in the learning rate and how it falls.
 */
final class MyHyperModel extends HyperModel {

  private final Settings settings;
  private final int epochs;

  MyHyperModel(Settings settings, int epochs) {
    this.settings = settings;
    this.epochs = epochs;
  }

  @Override
  public Model build(HyperParameters hp) {
    var M = new Sequential();
    M.add(Input.of(28, 28, 1));
    double factor = hp.Float("factor", 0.01, 0.3, step(2), LOG);
    M.add(new RandomRotation(factor).fillMode("nearest"));
    M.add(new RandomTranslation(factor, factor).fillMode("nearest"));
    M.add(new RandomZoom(factor).fillMode("nearest"));
    M.add(new Rescaling(1. / 255));
    int filters = 64;
    M.add(new Conv2D(filters, 3, 3).activation("relu"));
    M.add(new MaxPooling2D(2, 2));
    M.add(new Conv2D(2 * filters, 3, 3).activation("relu"));
    M.add(new MaxPooling2D(2, 2));
    M.add(new Flatten());
    M.add(new Dense(800).activation("relu"));
    M.add(new Dropout(0.5));
    M.add(new Dense(10).activation("softmax"));
    var opt = new Adam(settings.learningRate());
    M.compile(c -> c.loss("categorical_crossentropy").optimizer(opt).metrics("accuracy"));
    return M;
  }

  @Override
  public History fit(HyperParameters hp, Model M, FitOptions kwargs) {
    double factor = settings.plateauFactor();
    int patience = 5;
    var reduce =
        new ReduceLROnPlateau("val_accuracy")
            .factor(factor)
            .patience(patience)
            .minDelta(1e-4)
            .minLr(1e-5);
    var early = new EarlyStopping("val_accuracy").patience(2 * patience).minDelta(1e-5);
    return M.fit(kwargs.batchSize(settings.batchSize()).epochs(epochs).callbacks(reduce, early));
  }
}
