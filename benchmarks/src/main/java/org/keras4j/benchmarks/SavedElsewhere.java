package org.keras4j.benchmarks;

import static org.keras4j.tuner.Tuner.validationData;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.Predictor;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npy;
import org.keras4j.tuner.BayesianOptimization;
import org.keras4j.tuner.HyperModel;
import org.keras4j.tuner.HyperParameters;

/**
 * Searches how much images are moved, as {@code ./keras4j example mnist-tuning}, saves the best
 * model, and has another process predict all test images with the file: {@code SavedElsewhere
 * [IMAGES [EPOCHS [TRIALS]]]}, by default 3,000 images, 2 epochs and 2 trials, on MNIST in {@code
 * KERAS_HOME}. Ends with 1 if one bit of a prediction differs.
 */
public final class SavedElsewhere {

  private static final int BATCH = 256;

  private SavedElsewhere() {}

  /** Searches and saves, or with {@code --load FOLDER} predicts and compares. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length > 0 && args[0].equals("--load")) {
      System.exit(compare(Path.of(args[1])) ? 0 : 1);
    }
    int images = args.length > 0 ? Integer.parseInt(args[0]) : 3000;
    int epochs = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    int trials = args.length > 2 ? Integer.parseInt(args[2]) : 2;
    Path folder = Files.createTempDirectory("keras4j-saved");
    Images data = Images.read(Images.file());
    int train = images * 4 / 5;
    Keras.setRandomSeed(23);
    var tuner =
        new BayesianOptimization(new Augmented(epochs))
            .objective("val_accuracy")
            .maxTrials(trials)
            .overwrite(true)
            .directory(folder)
            .projectName("search");
    NDArray x = data.x().slice(0, images);
    NDArray y = data.y().slice(0, images);
    tuner.search(
        x.slice(0, train),
        y.slice(0, train),
        validationData(x.slice(train, images), y.slice(train, images)).verbose(0));
    NDArray test = data.test();
    try (Model best = tuner.getBestModels(1).get(0)) {
      best.save(folder.resolve("best.keras"));
      Npy.write(folder.resolve("x.npy"), test);
      Npy.write(folder.resolve("y.npy"), best.predict(test, o -> o.batchSize(BATCH).verbose(0)));
    }
    System.exit(elsewhere(folder));
  }

  private static int elsewhere(Path folder) throws IOException, InterruptedException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            SavedElsewhere.class.getName(),
            "--load",
            folder.toString())
        .inheritIO()
        .start()
        .waitFor();
  }

  private static boolean compare(Path folder) throws IOException {
    NDArray x = Npy.read(folder.resolve("x.npy"));
    float[] expected = Npy.read(folder.resolve("y.npy")).toFloatArray();
    float[] got = new float[expected.length];
    int samples = (int) x.shape().get(0);
    try (Predictor p = Predictor.load(folder.resolve("best.keras"))) {
      for (int at = 0; at < samples; at += BATCH) {
        float[] part = p.predict(x.slice(at, Math.min(samples, at + BATCH))).toFloatArray();
        System.arraycopy(part, 0, got, at * got.length / samples, part.length);
      }
    }
    int different = 0;
    for (int i = 0; i < got.length; i++) {
      different += Float.floatToRawIntBits(got[i]) == Float.floatToRawIntBits(expected[i]) ? 0 : 1;
    }
    System.out.printf(
        Locale.ROOT,
        "%,d predictions of %d numbers in another process: %,d differ in a bit%n",
        samples,
        got.length / samples,
        different);
    return different == 0 && Arrays.stream(new int[] {samples, got.length}).allMatch(n -> n > 0);
  }

  /** The network of the example. */
  private static final class Augmented extends HyperModel {
    private final int epochs;

    Augmented(int epochs) {
      this.epochs = epochs;
    }

    @Override
    public Model build(HyperParameters hp) {
      return Networks.tuned(hp);
    }

    @Override
    public org.keras4j.callbacks.History fit(
        HyperParameters hp, Model model, org.keras4j.FitOptions options) {
      return model.fit(options.batchSize(BATCH).epochs(epochs));
    }
  }
}
