package org.keras4j.examples;

import static org.keras4j.tuner.Tuner.validationData;

import java.util.List;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.examples.support.Arguments;
import org.keras4j.examples.support.Data;
import org.keras4j.tuner.BayesianOptimization;

/**
 * Tunes how much a small convolutional network's images are rotated, shifted and zoomed, by
 * Bayesian optimisation of its accuracy on held-out digits.
 *
 * <p>By default on a part of MNIST, with few epochs and trials; {@code --full} is the whole
 * experiment: 50,000 images, up to 100 epochs, ten trials, hours on a small machine.
 */
public final class MnistTuning {

  private MnistTuning() {}

  /** How much of the experiment is run. */
  private record Scale(Data.Size size, int epochs, int trials) {
    static final Scale FULL = new Scale(Data.Size.FULL, 100, 10);
    static final Scale REDUCED = new Scale(new Data.Size(5_000, 2_000, 10_000), 6, 3);
  }

  /**
   * Runs the experiment.
   *
   * @param args {@code --full} for the whole of it
   */
  public static void main(String[] args) {
    var options = new Arguments("mnist-tuning", args);
    Scale scale = options.flag("--full") ? Scale.FULL : Scale.REDUCED;
    options.finish();

    Keras.setRandomSeed(23);
    var data = Data.load("mnist", scale.size());
    var tuner =
        new BayesianOptimization(new MyHyperModel(Settings.MNIST, scale.epochs()))
            .objective("val_accuracy")
            .maxTrials(scale.trials())
            .executionsPerTrial(1)
            .overwrite(true)
            .directory(System.getProperty("java.io.tmpdir"))
            .projectName("MNIST");
    tuner.search(data.xTrain(), data.yTrain(), validationData(data.xVal(), data.yVal()));
    tuner.resultsSummary(3);

    int n = scale.trials();
    var bestHyperparameters = tuner.getBestHyperparameters(n);
    List<Model> bestModels = tuner.getBestModels(n);
    for (int m = 0; m < bestModels.size(); m++) {
      var values = bestHyperparameters.get(m).values();
      try (Model model = bestModels.get(m)) {
        var score = model.evaluate(data.xTest(), data.yTest(), o -> o.verbose(0));
        System.out.printf(
            "Model %d: Hyperparameters: %s Loss: %.4g Accuracy: %.2f%%%n",
            m, values, score.get(0), 100 * score.get(1));
      }
    }
  }
}
