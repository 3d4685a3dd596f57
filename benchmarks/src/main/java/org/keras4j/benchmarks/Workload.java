package org.keras4j.benchmarks;

import java.nio.file.Path;
import java.util.Collections;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.ndarray.NDArray;

/**
 * Our side of one row: {@code Workload NAME IMAGES.npz [POLICY]}. {@code Workload cnnaug_accuracy
 * IMAGES.npz POLICY SEED IMAGES EPOCHS} is the side of {@link Accuracy}.
 */
public final class Workload {

  private Workload() {}

  /** Runs a workload and prints its figures. */
  public static void main(String[] args) throws Exception {
    String name = args[0];
    Keras.setDtypePolicy(args.length > 2 ? args[2] : "float32");
    Images images = Images.read(Path.of(args[1]));
    Figures f = new Figures();
    if (name.equals("cnnaug_accuracy")) {
      Keras.setRandomSeed(Long.parseLong(args[3]));
    }
    try (Sequential m = Networks.of(name)) {
      switch (name) {
        case "startup" -> start(m, images, f);
        case "predict1" -> predictOne(m, images, f);
        case "cnnaug_accuracy" ->
            learn(m, images, Integer.parseInt(args[4]), Integer.parseInt(args[5]), f);
        case "predict10k" -> predictMany(m, images, f);
        default -> train(m, images, TrainingSize.of(name), f);
      }
    }
    f.put("versions", Machine.javaVersions()).print();
  }

  private static void start(Sequential m, Images images, Figures f) {
    NDArray x = images.x();
    NDArray y = images.y();
    m.fit(x.slice(0, 256), y.slice(0, 256), o -> o.batchSize(256).verbose(0));
    f.putFirstStep();
  }

  private static void train(Sequential m, Images images, TrainingSize size, Figures f) {
    NDArray x = images.x().slice(0, size.images());
    NDArray y = images.y().slice(0, size.images());
    EpochTimes times = new EpochTimes();
    m.fit(
        x,
        y,
        o ->
            o.batchSize(size.batch())
                .epochs(size.warmUp() + TrainingSize.TIMED)
                .verbose(0)
                .callbacks(times));
    f.putEpoch(size, times.medianAfter(size.warmUp()));
  }

  private static void learn(Sequential m, Images images, int count, int epochs, Figures f) {
    NDArray x = images.x();
    NDArray y = images.y();
    EpochTimes times = new EpochTimes();
    var history =
        m.fit(
            x.slice(0, count),
            y.slice(0, count),
            o ->
                o.batchSize(256)
                    .epochs(epochs)
                    .verbose(0)
                    .validationData(x.slice(-10_000), y.slice(-10_000))
                    .callbacks(times));
    f.put("val_accuracy", Collections.max(history.get("val_accuracy")))
        .put("s_per_epoch", times.median());
  }

  private static void predictOne(Sequential m, Images images, Figures f) {
    NDArray one = images.x().slice(0, 1);
    for (int i = 0; i < 200; i++) {
      m.predict(one, o -> o.verbose(0));
    }
    f.put("predict_us", 1e6 * Figures.time(300, () -> m.predict(one, o -> o.verbose(0))));
    float[] sample = one.toFloatArray();
    float[] result = new float[10];
    try (var p = m.predictor()) {
      for (int i = 0; i < 500; i++) {
        p.predict(sample, result);
      }
      f.put("predictor_us", 1e6 * Figures.time(2000, () -> p.predict(sample, result)));
    }
  }

  private static void predictMany(Sequential m, Images images, Figures f) {
    NDArray x = images.test().slice(0, 10_000);
    m.predict(x, o -> o.batchSize(256).verbose(0));
    double s = Figures.time(3, () -> m.predict(x, o -> o.batchSize(256).verbose(0)));
    f.put("img_per_s", x.length() / s);
  }
}
