package org.keras4j.examples;

import java.util.List;
import java.util.Locale;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.augment.Rescaling;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.EarlyStopping;
import org.keras4j.callbacks.ModelCheckpoint;
import org.keras4j.callbacks.ReduceLROnPlateau;
import org.keras4j.examples.support.Data;
import org.keras4j.examples.support.ExampleArguments;
import org.keras4j.examples.support.OutputFolder;
import org.keras4j.examples.support.Result;
import org.keras4j.examples.support.TrainingPicture;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.MaxPooling2D;
import org.keras4j.optimizers.Adam;

/**
 * Trains the networks that augmentation is compared with, on all images: 50,000 to train, 10,000 to
 * validate, 10,000 to test.
 *
 * <ul>
 *   <li>{@code mlp}: one hidden layer of 800 units, Adam with its default learning rate, batches of
 *       16, 10 epochs (20 on Fashion-MNIST);
 *   <li>{@code mlp-tuned}: the same with the tuned learning rate and batches of 256, until
 *       validation has not improved for 10 epochs;
 *   <li>{@code mlp-plateau}: the same with a learning rate that falls when validation does not
 *       improve;
 *   <li>{@code cnn}: two pairs of convolution and pooling before the hidden layer.
 * </ul>
 *
 * <p>Two results are printed: of the network as the last epoch leaves it, and of the epoch that was
 * best in validation.
 */
public final class Baseline {

  private static final List<String> MODELS = List.of("mlp", "mlp-tuned", "mlp-plateau", "cnn");

  private Baseline() {}

  /**
   * Runs one training.
   *
   * @param args {@code --model} (by default mlp), {@code --data} (mnist), {@code --output FOLDER}
   *     for the best weights and the learning curves, {@code --images N} (50000), {@code --epochs
   *     N} (as above, at most 100 where the end depends on validation), {@code --seed S} (23)
   */
  public static void main(String[] args) {
    var options = new ExampleArguments("baseline", args);
    String name = options.choice("--model", "model", MODELS, "mlp");
    String dataset = options.dataset("mnist");
    boolean orDigits = !options.hasChosenDataset();
    Settings settings = Settings.of(dataset);
    int epochs = options.count("--epochs", name.equals("mlp") ? settings.mlpEpochs() : 100);
    int images = options.count("--images", 50_000);
    long seed = options.seed();
    String folder = options.output();
    options.finish();
    OutputFolder output = OutputFolder.at(folder);

    Keras.setRandomSeed(seed);
    var data = Data.load(dataset, Data.Size.of(images), orDigits);
    try (var M = new Sequential()) {
      M.add(Input.of(28, 28, 1));
      M.add(new Rescaling(1. / 255));
      if (name.equals("cnn")) {
        M.add(new Conv2D(64, 3, 3).activation("relu"));
        M.add(new MaxPooling2D(2, 2));
        M.add(new Conv2D(128, 3, 3).activation("relu"));
        M.add(new MaxPooling2D(2, 2));
      }
      M.add(new Flatten());
      M.add(new Dense(800).activation("relu"));
      M.add(new Dense(10).activation("softmax"));
      var opt = name.equals("mlp") ? new Adam() : new Adam(settings.learningRate());
      M.compile(c -> c.loss("categorical_crossentropy").optimizer(opt).metrics("accuracy"));
      M.summary();

      String file = "baseline-" + name + "-" + dataset;
      String best = output.file(file + ".weights.npz").toString();
      var checkpoint =
          new ModelCheckpoint(best)
              .monitor("val_accuracy")
              .saveBestOnly(true)
              .saveWeightsOnly(true);
      long start = System.nanoTime();
      var history =
          M.fit(
              data.xTrain(),
              data.yTrain(),
              o ->
                  o.batchSize(name.equals("mlp") ? 16 : settings.batchSize())
                      .epochs(epochs)
                      .validationData(data.xVal(), data.yVal())
                      .verbose(2)
                      .callbacks(checkpoint)
                      .callbacks(callbacks(name, settings)));
      double seconds = (System.nanoTime() - start) / 1e9;
      print(name + ", " + dataset + ", last epoch", M, data, seconds);
      var result = new Result(name, M, history).ofAtMost(epochs);
      TrainingPicture.write(
          output, file + ".png", "Baseline " + name + ", " + data.title(), result);
      M.loadWeights(best);
      print(name + ", " + dataset + ", best in validation", M, data, seconds);
    }
  }

  private static Callback[] callbacks(String name, Settings settings) {
    int patience = name.equals("mlp-plateau") ? settings.plateauPatience() : 5;
    var reduce =
        new ReduceLROnPlateau("val_accuracy")
            .factor(settings.plateauFactor())
            .patience(patience)
            .minDelta(1e-4)
            .minLr(1e-5);
    var early = new EarlyStopping("val_accuracy").patience(2 * patience).minDelta(1e-5);
    return switch (name) {
      case "mlp" -> new Callback[] {};
      case "mlp-tuned" -> new Callback[] {early};
      default -> new Callback[] {reduce, early};
    };
  }

  private static void print(String what, Model M, Data data, double seconds) {
    var validation = M.evaluate(data.xVal(), data.yVal(), o -> o.verbose(0));
    var test = M.evaluate(data.xTest(), data.yTest(), o -> o.verbose(0));
    System.out.printf(
        Locale.ROOT,
        "%s: validation accuracy %.2f%%, test accuracy %.2f%%, %.0f s%n",
        what,
        100 * validation.get("accuracy"),
        100 * test.get("accuracy"),
        seconds);
  }
}
