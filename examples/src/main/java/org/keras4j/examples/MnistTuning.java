package org.keras4j.examples;

import static org.keras4j.ndarray.DType.FLOAT32;
import static org.keras4j.tuner.HyperParameters.step;
import static org.keras4j.tuner.Sampling.LOG;
import static org.keras4j.tuner.Tuner.validationData;

import java.util.List;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Keras;
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
import org.keras4j.tuner.BayesianOptimization;
import org.keras4j.tuner.HyperModel;
import org.keras4j.tuner.HyperParameters;
import org.keras4j.utils.Utils;

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
  private record Scale(int train, int validation, int epochs, int trials) {
    static final Scale FULL = new Scale(50_000, 10_000, 100, 10);
    static final Scale REDUCED = new Scale(5_000, 2_000, 6, 3);
  }

  static final class MyHyperModel extends HyperModel {
    private final int epochs;

    MyHyperModel(int epochs) {
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
      var opt = new Adam(0.00168);
      M.compile(c -> c.loss("categorical_crossentropy").optimizer(opt).metrics("accuracy"));
      return M;
    }

    @Override
    public History fit(HyperParameters hp, Model M, FitOptions kwargs) {
      double factor = 0.3787;
      int patience = 5;
      var reduce =
          new ReduceLROnPlateau("val_accuracy")
              .factor(factor)
              .patience(patience)
              .minDelta(1e-4)
              .minLr(1e-5);
      var early = new EarlyStopping("val_accuracy").patience(2 * patience).minDelta(1e-5);
      return M.fit(kwargs.batchSize(256).epochs(epochs).callbacks(reduce, early));
    }
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
    var mnist = Data.mnistOrDigits();
    var xTrainVal = mnist.xTrain().asType(FLOAT32).expandDims(-1);
    var xTest = mnist.xTest().asType(FLOAT32).expandDims(-1);
    System.out.printf(
        "%s %s %s %s%n",
        xTrainVal.shape(), mnist.yTrain().shape(), xTest.shape(), mnist.yTest().shape());
    var yTrainVal = Utils.toCategorical(mnist.yTrain(), 10);
    var yTest = Utils.toCategorical(mnist.yTest(), 10);
    var xTrain = xTrainVal.slice(0, scale.train());
    var xVal = xTrainVal.slice(-scale.validation());
    var yTrain = yTrainVal.slice(0, scale.train());
    var yVal = yTrainVal.slice(-scale.validation());

    var tuner =
        new BayesianOptimization(new MyHyperModel(scale.epochs()))
            .objective("val_accuracy")
            .maxTrials(scale.trials())
            .executionsPerTrial(1)
            .overwrite(true)
            .directory(System.getProperty("java.io.tmpdir"))
            .projectName("MNIST");
    tuner.search(xTrain, yTrain, validationData(xVal, yVal));
    tuner.resultsSummary(3);

    int n = scale.trials();
    var bestHyperparameters = tuner.getBestHyperparameters(n);
    List<Model> bestModels = tuner.getBestModels(n);
    for (int m = 0; m < bestModels.size(); m++) {
      var values = bestHyperparameters.get(m).values();
      try (Model model = bestModels.get(m)) {
        var score = model.evaluate(xTest, yTest, o -> o.verbose(0));
        System.out.printf(
            "Model %d: Hyperparameters: %s Loss: %.4g Accuracy: %.2f%%%n",
            m, values, score.get(0), 100 * score.get(1));
      }
    }
  }
}
