package org.keras4j.spark;

import java.util.List;
import java.util.Random;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Adam;
import org.keras4j.tuner.HyperParameters;
import org.keras4j.tuner.Sampling;

/** A small problem and a small network for it; dropout and shuffling make it random. */
final class Blobs {
  static final NDArray X = inputs(64, 1);
  static final NDArray Y = targets(X);
  static final NDArray X_VAL = inputs(32, 2);
  static final NDArray Y_VAL = targets(X_VAL);

  private Blobs() {}

  private static NDArray inputs(int n, long seed) {
    Random random = new Random(seed);
    float[][] x = new float[n][4];
    for (float[] row : x) {
      for (int i = 0; i < row.length; i++) {
        row[i] = random.nextFloat() - 0.5f;
      }
    }
    return NDArray.of(x);
  }

  private static NDArray targets(NDArray x) {
    int n = (int) x.shape().get(0);
    float[][] y = new float[n][2];
    for (int i = 0; i < n; i++) {
      y[i][x.getDouble(i, 0) + x.getDouble(i, 1) > 0 ? 1 : 0] = 1;
    }
    return NDArray.of(y);
  }

  static Model build(HyperParameters hp) {
    var model = new Sequential();
    model.add(Input.of(4));
    model.add(new Dense(hp.Int("units", 4, 16, HyperParameters.step(4))).activation("relu"));
    model.add(new Dropout(0.2));
    model.add(new Dense(2).activation("softmax"));
    var optimizer = new Adam(hp.Float("lr", 1e-3, 1e-1, Sampling.LOG));
    model.compile(c -> c.optimizer(optimizer).loss("categorical_crossentropy").metrics("accuracy"));
    return model;
  }

  /** The data as a loader gives them. */
  static List<NDArray> load() {
    return List.of(X, Y, X_VAL, Y_VAL);
  }

  static FitOptions options(List<NDArray> data) {
    return new FitOptions()
        .x(data.get(0))
        .y(data.get(1))
        .validationData(data.get(2), data.get(3))
        .batchSize(16)
        .epochs(2)
        .verbose(0);
  }
}
