package org.keras4j.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Adam;
import org.keras4j.tuner.BayesianOptimization;
import org.keras4j.tuner.HyperParameters;
import org.keras4j.tuner.Hyperband;
import org.keras4j.tuner.RandomSearch;
import org.keras4j.tuner.Sampling;
import org.keras4j.tuner.Tuner;

/**
 * A search that goes on from whatever is in its folder: {@code KilledSearch KIND FOLDER}. When it
 * has ended, the weights of its best model are in the file {@code best} of the folder.
 */
final class KilledSearch {

  static final String PROJECT = "search";
  static final String BEST = "best";

  private static final int SAMPLES = 512;
  private static final int FEATURES = 16;

  private KilledSearch() {}

  /** Searches. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[1]);
    Tuner<?> tuner = tuner(args[0]);
    tuner.objective("val_loss").seed(5).silent(true).directory(folder).projectName(PROJECT);
    NDArray x = data(FEATURES, 1);
    NDArray y = data(1, 2);
    tuner.search(x, y, (FitOptions o) -> o.epochs(3).validationSplit(.25).verbose(0));
    try (Model best = tuner.getBestModels().get(0)) {
      writeBest(best, folder.resolve(BEST));
    }
  }

  private static Tuner<?> tuner(String kind) {
    return switch (kind) {
      case "single" -> new BayesianOptimization(KilledSearch::build).maxTrials(8);
      case "random" -> new RandomSearch(KilledSearch::build).maxTrials(8).executionsPerTrial(2);
      case "hyperband" -> new Hyperband(KilledSearch::build).maxEpochs(6).factor(3);
      case "parallel" -> new RandomSearch(KilledSearch::build).maxTrials(10).workers(2);
      default ->
          throw new IllegalArgumentException(
              "The kinds of searches are " + KillSearch.KINDS + "; received '" + kind + "'");
    };
  }

  private static Model build(HyperParameters hp) {
    var model = new Sequential();
    model.add(Input.of(FEATURES));
    model.add(new Dense(hp.Int("units", 8, 64)).activation("relu"));
    model.add(new Dropout(hp.Float("dropout", 0.1, 0.5)));
    model.add(new Dense(1));
    double rate = hp.Float("rate", 1e-4, 1e-2, Sampling.LOG);
    model.compile(c -> c.optimizer(new Adam(rate)).loss("mse").metrics("mae"));
    return model;
  }

  private static NDArray data(int width, int seed) {
    java.util.Random random = new java.util.Random(seed);
    float[] values = new float[SAMPLES * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return NDArray.wrap(values, SAMPLES, width);
  }

  private static void writeBest(Model best, Path file) throws IOException {
    int bytes = best.getWeights().stream().mapToInt(w -> w.toFloatArray().length * 4).sum();
    ByteBuffer all = ByteBuffer.allocate(bytes);
    for (NDArray weight : best.getWeights()) {
      for (float value : weight.toFloatArray()) {
        all.putFloat(value);
      }
    }
    Files.write(file, all.array());
  }
}
