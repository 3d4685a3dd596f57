package org.keras4j.benchmarks;

import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.augment.RandomRotation;
import org.keras4j.augment.RandomTranslation;
import org.keras4j.augment.RandomZoom;
import org.keras4j.augment.Rescaling;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.MaxPooling2D;
import org.keras4j.optimizers.Adam;
import org.keras4j.tuner.HyperParameters;
import org.keras4j.tuner.Sampling;

/** The models that are timed; the same stand in {@code keras_side.py}. */
final class Networks {

  private Networks() {}

  /** Returns the compiled model of a workload. */
  static Sequential of(String workload) {
    return compiled(workload.startsWith("mlp") ? mlp(800) : cnn(workload.startsWith("cnnaug")));
  }

  static Sequential compiled(Sequential m) {
    m.compile(
        c -> c.optimizer(new Adam(0.00168)).loss("categorical_crossentropy").metrics("accuracy"));
    return m;
  }

  static Sequential mlp(int width) {
    return Sequential.of(
        Input.of(28, 28, 1),
        new Rescaling(1. / 255),
        new Flatten(),
        new Dense(width).activation("relu"),
        new Dense(10).activation("softmax"));
  }

  /** Returns the compiled network of the example {@code mnist-tuning}, and what it tunes. */
  static Sequential tuned(HyperParameters hp) {
    return compiled(cnn(hp.Float("factor", 0.01, 0.3, HyperParameters.step(2), Sampling.LOG)));
  }

  static Sequential cnn(boolean augmented) {
    return cnn(augmented ? .04 : 0);
  }

  /**
   * @param factor how much images are moved; 0 for not at all
   */
  private static Sequential cnn(double factor) {
    Sequential m = new Sequential();
    m.add(Input.of(28, 28, 1));
    if (factor > 0) {
      m.add(new RandomRotation(factor).fillMode("nearest"));
      m.add(new RandomTranslation(factor, factor).fillMode("nearest"));
      m.add(new RandomZoom(factor).fillMode("nearest"));
    }
    m.add(new Rescaling(1. / 255));
    m.add(new Conv2D(64, 3, 3).activation("relu"));
    m.add(new MaxPooling2D(2, 2));
    m.add(new Conv2D(128, 3, 3).activation("relu"));
    m.add(new MaxPooling2D(2, 2));
    m.add(new Flatten());
    m.add(new Dense(800).activation("relu"));
    m.add(new Dropout(.5));
    m.add(new Dense(10).activation("softmax"));
    return m;
  }
}
