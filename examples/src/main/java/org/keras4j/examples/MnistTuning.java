package org.keras4j.examples;

import static org.keras4j.tuner.HyperParameters.step;
import static org.keras4j.tuner.Sampling.LOG;
import static org.keras4j.tuner.Tuner.validationData;

import java.util.Locale;
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

/**
 * Tunes how much a small convolutional network's images are rotated, shifted and zoomed, by
 * Bayesian optimisation of its accuracy on held-out digits.
 *
 * <p>By default on a part of MNIST, 3,000 images (of generated digits 1,500), with 6 epochs and 3
 * trials; {@code --full} is the whole experiment: 50,000 images, up to 100 epochs, ten trials,
 * hours on a small machine.
 */
public final class MnistTuning {

  private static final String AIMS =
      """
      Tuning. You will learn to let a tuner search a hyperparameter: how much the images of MNIST
      are to be rotated, shifted and zoomed for a small convolutional network to do best on
      digits it has not seen.""";

  private static final String SMALL =
      """
      This is a small search: few images, epochs and trials. --full is the whole experiment, which
      takes hours.""";

  private MnistTuning() {}

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
   * @param args {@code --full} for the whole of it; {@code --images N}, {@code --epochs N}, {@code
   *     --trials N} for a part; {@code --resume} to go on with a search that was interrupted;
   *     {@code --prune} to stop trainings that look hopeless; {@code --bfloat16} to compute in half
   *     the bits where the processor can; {@code --like-keras-tuner} for the trials that KerasTuner
   *     would run; {@code --data}, {@code --seed S}, {@code --output FOLDER}
   */
  public static void main(String[] args) {
    var options = TuningOptions.parse("mnist-tuning", "mnist", 3_000, 6, args);
    options.introduce(AIMS, SMALL);

    Keras.setRandomSeed(options.seed());
    Keras.setDtypePolicy(options.dtypePolicy());
    var data = options.load();
    System.out.printf(
        "%s %s %s %s%n",
        data.xTrain().shape(), data.yTrain().shape(), data.xTest().shape(), data.yTest().shape());

    var tuner =
        new BayesianOptimization(new MyHyperModel(options.epochs()))
            .objective("val_accuracy")
            .maxTrials(options.trials())
            .likeKerasTuner(options.likeKerasTuner())
            .executionsPerTrial(1)
            .overwrite(!options.resume())
            .directory(options.folder())
            .projectName(data.title());
    options.prune(tuner);
    tuner.search(data.xTrain(), data.yTrain(), validationData(data.xVal(), data.yVal()));
    tuner.resultsSummary(3);

    int numModels = options.trials();
    var bestHyperparameters = tuner.getBestHyperparameters(numModels);
    var bestModels = tuner.getBestModels(numModels);
    var pictures = options.pictures(data);
    pictures.scores(tuner.oracle().trials());
    pictures.report(tuner.report());
    pictures.mistakes(bestModels.get(0).predict(data.xTest(), o -> o.batchSize(256).verbose(0)));
    pictures.announce();
    options.keep(bestModels.get(0), data);
    for (int m = 0; m < bestModels.size(); m++) {
      var values = bestHyperparameters.get(m).values();
      try (var model = bestModels.get(m)) {
        var score = model.evaluate(data.xTest(), data.yTest(), o -> o.verbose(0));
        System.out.printf(
            Locale.ROOT,
            "Model %d: Hyperparameters: %s Loss: %.4g Accuracy: %.2f%%%n",
            m,
            values,
            score.get(0),
            100 * score.get(1));
      }
    }
    pictures.check();
  }
}
