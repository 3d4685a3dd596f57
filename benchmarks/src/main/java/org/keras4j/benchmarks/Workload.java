package org.keras4j.benchmarks;

import java.nio.file.Path;
import org.keras4j.Input;
import org.keras4j.Keras;
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
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Adam;

/** Our side of one row: {@code Workload NAME IMAGES.npz [POLICY]}. */
public final class Workload {

  private Workload() {}

  /** Runs a workload and prints its figures. */
  public static void main(String[] args) throws Exception {
    String name = args[0];
    String policy = args.length > 2 ? args[2] : "float32";
    Keras.setDtypePolicy(policy);
    Images images = Images.read(Path.of(args[1]));
    Figures f = new Figures().put("side", "keras4j").put("workload", name).put("policy", policy);
    try (Sequential m = name.startsWith("mlp") ? mlp() : cnn(name.startsWith("cnnaug"))) {
      m.compile(
          c -> c.optimizer(new Adam(0.00168)).loss("categorical_crossentropy").metrics("accuracy"));
      switch (name) {
        case "predict1" -> predictOne(m, images, f);
        case "predict10k" -> predictMany(m, images, f);
        default -> train(m, images, name, f);
      }
    }
    f.print();
  }

  static Sequential mlp() {
    return Sequential.of(
        Input.of(28, 28, 1),
        new Rescaling(1. / 255),
        new Flatten(),
        new Dense(800).activation("relu"),
        new Dense(10).activation("softmax"));
  }

  static Sequential cnn(boolean augmented) {
    Sequential m = new Sequential();
    m.add(Input.of(28, 28, 1));
    if (augmented) {
      m.add(new RandomRotation(.04).fillMode("nearest"));
      m.add(new RandomTranslation(.04, .04).fillMode("nearest"));
      m.add(new RandomZoom(.04).fillMode("nearest"));
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

  /** Returns batch size and number of training images of a row. */
  static int[] size(String name) {
    return switch (name) {
      case "mlp16" -> new int[] {16, 16 * 1500};
      case "mlp256" -> new int[] {256, 50_000 / 256 * 256};
      case "cnn256", "cnnaug256" -> new int[] {256, 256 * 24};
      default -> throw new IllegalArgumentException("No workload " + name);
    };
  }

  private static void train(Sequential m, Images images, String name, Figures f) {
    int batch = size(name)[0];
    int n = size(name)[1];
    m.trainOnBatch(images.x().slice(0, batch), images.y().slice(0, batch));
    f.putStartup();
    NDArray x = images.x().slice(0, n);
    NDArray y = images.y().slice(0, n);
    Runnable epoch = () -> m.fit(x, y, o -> o.batchSize(batch).verbose(0));
    epoch.run();
    double s = Figures.time(3, epoch);
    f.put("ms_per_step", 1e3 * s * batch / n).put("img_per_s", Math.round(n / s));
  }

  private static void predictOne(Sequential m, Images images, Figures f) {
    NDArray one = images.x().slice(0, 1);
    for (int i = 0; i < 200; i++) {
      m.predict(one, o -> o.verbose(0));
    }
    f.put("predict_us_p50", 1e6 * Figures.time(300, () -> m.predict(one, o -> o.verbose(0))));
    float[] sample = one.toFloatArray();
    float[] result = new float[10];
    try (var p = m.predictor()) {
      for (int i = 0; i < 500; i++) {
        p.predict(sample, result);
      }
      f.put("predictor_us_p50", 1e6 * Figures.time(2000, () -> p.predict(sample, result)));
    }
  }

  private static void predictMany(Sequential m, Images images, Figures f) {
    NDArray x = images.test().slice(0, Math.min(10_000, images.test().length()));
    m.predict(x, o -> o.batchSize(256).verbose(0));
    double s = Figures.time(3, () -> m.predict(x, o -> o.batchSize(256).verbose(0)));
    f.put("img_per_s", Math.round(x.length() / s));
  }
}
