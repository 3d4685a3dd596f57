package org.keras4j.examples.snippets;

// snippet: porting-imports
import static org.keras4j.ndarray.DType.FLOAT32;
import static org.keras4j.tuner.HyperParameters.step;
import static org.keras4j.tuner.Sampling.LOG;
import static org.keras4j.tuner.Tuner.validationData;

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
import org.keras4j.datasets.FashionMnist;
import org.keras4j.datasets.ImageDataset;
import org.keras4j.datasets.Mnist;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.MaxPooling2D;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Adam;
import org.keras4j.tuner.BayesianOptimization;
import org.keras4j.tuner.HyperModel;
import org.keras4j.tuner.HyperParameters;
import org.keras4j.utils.Utils;

// end snippet

/** The cells of a notebook that tunes augmentation on MNIST, one method each. */
final class MnistChapter {

  private MnistChapter() {}

  static long[] seed() {
    // snippet: porting-seed
    Keras.setRandomSeed(23);
    long[] inputDim = {28, 28, 1};
    int numClasses = 10;
    // end snippet
    return new long[] {inputDim.length, numClasses};
  }

  /** Compiled, not run: the build needs no network. */
  static ImageDataset load() {
    // snippet: porting-load
    var mnist = Mnist.loadData();
    // end snippet
    return mnist;
  }

  /** Compiled, not run: the build needs no network. */
  static ImageDataset loadFashion() {
    // snippet: porting-load-fashion
    var fashion = FashionMnist.loadData();
    // end snippet
    return fashion;
  }

  static NDArray[] prepare(ImageDataset mnist, int numClasses) {
    // snippet: porting-prepare
    var xTrainVal = mnist.xTrain().asType(FLOAT32);
    var xTest = mnist.xTest().asType(FLOAT32);
    xTrainVal = xTrainVal.expandDims(-1);
    xTest = xTest.expandDims(-1);
    System.out.printf(
        "%s %s %s %s%n",
        xTrainVal.shape(), mnist.yTrain().shape(), xTest.shape(), mnist.yTest().shape());
    var yTrainVal = Utils.toCategorical(mnist.yTrain(), numClasses);
    var yTest = Utils.toCategorical(mnist.yTest(), numClasses);
    var xTrain = xTrainVal.slice(0, -10_000);
    var xVal = xTrainVal.slice(-10_000);
    var yTrain = yTrainVal.slice(0, -10_000);
    var yVal = yTrainVal.slice(-10_000);
    // end snippet
    return new NDArray[] {xTrain, yTrain, xVal, yVal, xTest, yTest};
  }

  // snippet: porting-hypermodel
  static class MyHyperModel extends HyperModel {

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
      // double dropout = hp.Float("dropout", 0.0, 0.5, step(0.1));
      double dropout = 0.5;
      M.add(new Dropout(dropout));
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
      return M.fit(kwargs.callbacks(reduce, early).batchSize(256).epochs(100));
    }
  }

  // end snippet

  static BayesianOptimization tuner() {
    // snippet: porting-tuner
    var tuner =
        new BayesianOptimization(new MyHyperModel())
            .objective("val_accuracy")
            .maxTrials(10)
            .executionsPerTrial(1)
            .overwrite(true)
            .directory("/tmp")
            .projectName("MNIST");
    // end snippet
    return tuner;
  }

  static void search(
      BayesianOptimization tuner, NDArray xTrain, NDArray yTrain, NDArray xVal, NDArray yVal) {
    // snippet: porting-search
    tuner.search(xTrain, yTrain, validationData(xVal, yVal));
    // end snippet
    // snippet: porting-summary
    tuner.resultsSummary(3);
    // end snippet
  }

  static void evaluate(BayesianOptimization tuner, NDArray xTest, NDArray yTest) {
    // snippet: porting-evaluate
    int numModels = 10;
    var bestHyperparameters = tuner.getBestHyperparameters(numModels);
    var bestModels = tuner.getBestModels(numModels);
    for (int m = 0; m < bestModels.size(); m++) {
      var values = bestHyperparameters.get(m).values();
      try (var model = bestModels.get(m)) {
        var score = model.evaluate(xTest, yTest, o -> o.verbose(0));
        System.out.printf(
            "Model %d: Hyperparameters: %s Loss: %.4g Accuracy: %.2f%%%n",
            m, values, score.get(0), 100 * score.get(1));
      }
    }
    // end snippet
  }
}
