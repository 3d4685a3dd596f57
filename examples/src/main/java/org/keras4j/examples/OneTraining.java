package org.keras4j.examples;

import java.util.Locale;
import org.keras4j.FitOptions;
import org.keras4j.Keras;
import org.keras4j.examples.support.Data;
import org.keras4j.examples.support.ExampleArguments;
import org.keras4j.examples.support.OutputFolder;
import org.keras4j.examples.support.Result;
import org.keras4j.examples.support.TrainingPicture;
import org.keras4j.tuner.HyperParameters;

/** Trains {@link MyHyperModel} once, at one strength of augmentation. */
final class OneTraining {

  private OneTraining() {}

  static void run(String example, String[] args, Settings settings, double defaultFactor) {
    var options = new ExampleArguments(example, args);
    double factor = options.number("--factor", defaultFactor);
    int epochs = options.count("--epochs", 100);
    int images = options.count("--images", 50_000);
    long seed = options.seed();
    String dataset = options.dataset(settings.data());
    boolean orDigits = !options.hasChosenDataset();
    boolean bfloat16 = options.flag("--bfloat16");
    String folder = options.output();
    options.finish();
    OutputFolder output = OutputFolder.at(folder);

    Keras.setRandomSeed(seed);
    Keras.setDtypePolicy(bfloat16 ? "mixed_bfloat16" : "float32");
    var data = Data.load(dataset, Data.Size.of(images), orDigits);
    var hp = new HyperParameters();
    hp.Fixed("factor", factor);
    var experiment = new MyHyperModel(settings, epochs);
    try (var model = experiment.build(hp)) {
      model.summary();
      var fit =
          new FitOptions()
              .x(data.xTrain())
              .y(data.yTrain())
              .validationData(data.xVal(), data.yVal())
              .verbose(2);
      long start = System.nanoTime();
      var history = experiment.fit(hp, model, fit);
      double seconds = (System.nanoTime() - start) / 1e9;
      var test = model.evaluate(data.xTest(), data.yTest(), o -> o.verbose(0));
      var validation = history.get("val_accuracy");
      System.out.printf(
          Locale.ROOT,
          "factor %s: best val_accuracy %.4f, last %.4f; test accuracy %.4f, loss %.4f;"
              + " %d epochs, %.1f s each%n",
          factor,
          validation.stream().mapToDouble(v -> v).max().orElseThrow(),
          validation.get(validation.size() - 1),
          test.get("accuracy"),
          test.loss(),
          validation.size(),
          seconds / validation.size());
      TrainingPicture.write(
          output,
          example + ".png",
          "Augmentation with factor " + factor + ", " + data.title(),
          new Result("factor " + factor, model, history).ofAtMost(epochs));
    }
  }
}
