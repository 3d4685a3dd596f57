package org.keras4j.examples;

import static org.keras4j.ndarray.DType.FLOAT32;

import org.keras4j.FitOptions;
import org.keras4j.Keras;
import org.keras4j.tuner.HyperParameters;
import org.keras4j.utils.Utils;

/**
 * Trains the network of {@link MnistTuning} once, at one strength of augmentation, on all of MNIST:
 * 50,000 images to train, 10,000 to validate, up to 100 epochs with early stopping.
 */
public final class MnistTraining {

  private MnistTraining() {}

  /**
   * Runs the training.
   *
   * @param args {@code --factor F} (by default 0.04), {@code --epochs N} (100), {@code --seed S}
   *     (23), {@code --bfloat16}
   */
  public static void main(String[] args) {
    var options = new Arguments("mnist-training", args);
    double factor = options.number("--factor", 0.04);
    int epochs = (int) options.number("--epochs", 100);
    long seed = (long) options.number("--seed", 23);
    boolean bfloat16 = options.flag("--bfloat16");
    options.finish();

    Keras.setRandomSeed(seed);
    Keras.setDtypePolicy(bfloat16 ? "mixed_bfloat16" : "float32");
    var mnist = Data.mnistOrDigits();
    var x = mnist.xTrain().asType(FLOAT32).expandDims(-1);
    var y = Utils.toCategorical(mnist.yTrain(), 10);
    var hp = new HyperParameters();
    hp.Fixed("factor", factor);
    var experiment = new MnistTuning.MyHyperModel(epochs);
    try (var model = experiment.build(hp)) {
      model.summary();
      var data =
          new FitOptions()
              .x(x.slice(0, -10_000))
              .y(y.slice(0, -10_000))
              .validationData(x.slice(-10_000), y.slice(-10_000))
              .verbose(2);
      long start = System.nanoTime();
      var history = experiment.fit(hp, model, data);
      double seconds = (System.nanoTime() - start) / 1e9;
      var test =
          model.evaluate(
              mnist.xTest().asType(FLOAT32).expandDims(-1),
              Utils.toCategorical(mnist.yTest(), 10),
              o -> o.verbose(0));
      var validation = history.get("val_accuracy");
      System.out.printf(
          "factor %s: best val_accuracy %.4f, last %.4f; test accuracy %.4f, loss %.4f;"
              + " %d epochs, %.1f s each%n",
          factor,
          validation.stream().mapToDouble(v -> v).max().orElseThrow(),
          validation.get(validation.size() - 1),
          test.get("accuracy"),
          test.loss(),
          validation.size(),
          seconds / validation.size());
    }
  }
}
