package org.keras4j.examples.serve;

import java.util.Locale;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.augment.RandomRotation;
import org.keras4j.augment.RandomTranslation;
import org.keras4j.augment.RandomZoom;
import org.keras4j.augment.Rescaling;
import org.keras4j.examples.support.Data;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.MaxPooling2D;
import org.keras4j.optimizers.Adam;

/** A small network for digits, for who has no model yet. */
final class DigitModel {

  private DigitModel() {}

  /** Trains the network and prints how many test images it recognises. */
  static Model train(Data data, int epochs, long seed) {
    Keras.setRandomSeed(seed);
    var model = new Sequential();
    model.add(Input.of(28, 28, 1));
    // Digits drawn with a mouse differ from MNIST's in slant, place and size.
    model.add(new RandomRotation(0.04));
    model.add(new RandomTranslation(0.08, 0.08));
    model.add(new RandomZoom(0.1));
    model.add(new Rescaling(1. / 255));
    model.add(new Conv2D(32, 3, 3).activation("relu"));
    model.add(new MaxPooling2D(2, 2));
    model.add(new Conv2D(64, 3, 3).activation("relu"));
    model.add(new MaxPooling2D(2, 2));
    model.add(new Flatten());
    model.add(new Dropout(0.4));
    model.add(new Dense(10).activation("softmax"));
    model.compile(
        c -> c.loss("categorical_crossentropy").optimizer(new Adam(0.002)).metrics("accuracy"));
    model.fit(data.xTrain(), data.yTrain(), o -> o.batchSize(128).epochs(epochs).verbose(2));
    double accuracy = model.evaluate(data.xTest(), data.yTest(), o -> o.verbose(0)).get("accuracy");
    System.out.printf(
        Locale.ROOT, "Right for %.2f%% of %d test images%n", 100 * accuracy, data.xTest().length());
    return model;
  }
}
