package org.keras4j.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Scores;
import org.keras4j.Sequential;
import org.keras4j.callbacks.EarlyStopping;
import org.keras4j.callbacks.ReduceLROnPlateau;
import org.keras4j.constraints.MaxNorm;
import org.keras4j.initializers.HeNormal;
import org.keras4j.layers.Activation;
import org.keras4j.layers.BatchNormalization;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.MaxPooling2D;
import org.keras4j.losses.CategoricalCrossentropy;
import org.keras4j.losses.Loss;
import org.keras4j.losses.Reduction;
import org.keras4j.metrics.AUC;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Adam;
import org.keras4j.optimizers.schedules.CosineDecay;
import org.keras4j.regularizers.L2;
import org.keras4j.utils.Utils;

/** The code on the pages of packages. */
class PackagePagesTest {

  @Test
  void start() {
    var x = NDArray.zeros(DType.FLOAT32, 8, 784);
    var y = NDArray.zeros(DType.FLOAT32, 8, 10);
    // snippet: package-start
    try (var model = new Sequential()) {
      model.add(Input.of(784));
      model.add(new Dense(800).activation("relu"));
      model.add(new Dense(10).activation("softmax"));
      model.compile(c -> c.optimizer("adam").loss("categorical_crossentropy").metrics("accuracy"));
      model.fit(x, y, o -> o.epochs(5).validationSplit(0.1));
      Scores scores = model.evaluate(x, y);
      System.out.println(scores.get("accuracy"));
    }
    // end snippet
  }

  @Test
  void core() {
    // snippet: package-core
    Loss loss = Loss.KIND.fromConfig("Huber", Map.of("delta", 0.5));
    Map<String, Object> config = loss.getConfig();
    // end snippet
    assertEquals(0.5, config.get("delta"));
  }

  @Test
  void layers() {
    // snippet: package-layers
    try (var model = new Sequential()) {
      model.add(Input.of(28, 28, 1));
      model.add(new Conv2D(32, 3).padding("same"));
      model.add(new BatchNormalization());
      model.add(new Activation("relu"));
      model.add(new MaxPooling2D(2));
      model.add(new Flatten());
      model.add(new Dropout(0.5));
      model.add(new Dense(10).activation("softmax"));
      model.summary();
    }
    // end snippet
  }

  @Test
  void losses() {
    var yTrue = NDArray.of(new float[][] {{0, 1, 0}, {0, 0, 1}});
    var yPred = NDArray.of(new float[][] {{.05f, .95f, 0}, {.1f, .8f, .1f}});
    // snippet: package-losses
    var loss = new CategoricalCrossentropy().reduction(Reduction.NONE);
    NDArray ofEachSample = loss.apply(yTrue, yPred); // −log 0.95 and −log 0.1
    // end snippet
    assertEquals(-Math.log(.95), ofEachSample.getDouble(0), 1e-6);
    assertEquals(-Math.log(.1), ofEachSample.getDouble(1), 1e-6);
  }

  @Test
  void metrics() {
    var x = NDArray.of(new float[][] {{1}, {0}, {1}, {0}});
    var y = x;
    try (var model = Sequential.of(Input.of(1), new Dense(1).activation("sigmoid"))) {
      // snippet: package-metrics
      model.compile(
          c ->
              c.optimizer("adam")
                  .loss("binary_crossentropy")
                  .metrics("accuracy")
                  .metrics(new AUC().name("area")));
      Scores scores = model.evaluate(x, y, o -> o.verbose(0));
      double area = scores.get("area");
      // end snippet
      assertTrue(area >= 0 && area <= 1);
    }
  }

  @Test
  void optimizersAndSchedules() {
    try (var model = Sequential.of(Input.of(2), new Dense(2).activation("softmax"))) {
      // snippet: package-optimizers
      var optimizer = new Adam(0.001).clipnorm(1.0).weightDecay(0.004);
      model.compile(c -> c.optimizer(optimizer).loss("mse"));
      // end snippet
      assertEquals(0.001, model.optimizer().learningRate(), 1e-9);
    }
    // snippet: package-schedules
    var schedule = new CosineDecay(0.1, 1000);
    double half = schedule.at(500);
    var adam = new Adam(schedule);
    // end snippet
    assertEquals(0.05, half, 1e-6);
    assertEquals(0.1, adam.learningRate(), 1e-6);
  }

  @Test
  void weights() {
    // snippet: package-initializers
    var hidden = new Dense(64).activation("relu").kernelInitializer(new HeNormal().seed(7));
    // end snippet
    hidden.apply(NDArray.zeros(DType.FLOAT32, 1, 1000));
    NDArray kernel = hidden.getWeights().get(0);
    assertEquals(Math.sqrt(2.0 / 1000), kernel.std(), 1e-3);
    // snippet: package-constraints
    var dense = new Dense(64).kernelConstraint(new MaxNorm(3).axis(0));
    // end snippet
    dense.apply(NDArray.zeros(DType.FLOAT32, 1, 4));
    assertTrue(dense.weights().get(0).constraint() instanceof MaxNorm);
    // snippet: package-regularizers
    var penalised = new Dense(64).kernelRegularizer(new L2(1e-4)).activityRegularizer("l1");
    // end snippet
    penalised.apply(NDArray.zeros(DType.FLOAT32, 1, 4));
    assertTrue(penalised.weights().get(0).regularizer() instanceof L2);
  }

  @Test
  void activations() {
    // snippet: package-activations
    var byName = new Dense(64).activation("gelu");
    var own = new Dense(64).activation((tf, x) -> tf.math.mul(x, tf.math.sigmoid(x)));
    // end snippet
    NDArray x = NDArray.of(new float[][] {{1, 2}});
    assertEquals(64, byName.apply(x).size());
    own.apply(x);
    own.setWeights(List.of(NDArray.ones(2, 64), NDArray.zeros(64)));
    assertEquals(3 / (1 + Math.exp(-3)), own.apply(x).getDouble(0, 0), 1e-6);
  }

  @Test
  void callbacks() {
    var x = NDArray.of(new float[][] {{1}, {2}, {3}, {4}});
    var y = x;
    try (var model = Sequential.of(Input.of(1), new Dense(1))) {
      model.compile(c -> c.optimizer("adam").loss("mse"));
      // snippet: package-callbacks
      var stop = new EarlyStopping("val_loss").patience(5).restoreBestWeights(true);
      var slower = new ReduceLROnPlateau("val_loss").factor(0.5).patience(2);
      model.fit(x, y, o -> o.epochs(100).validationSplit(0.25).callbacks(stop, slower));
      // end snippet
    }
  }

  @Test
  void utils() {
    // snippet: package-utils
    NDArray rows = Utils.toCategorical(NDArray.of(2, 0, 1)); // [[0,0,1], [1,0,0], [0,1,0]]
    // end snippet
    assertEquals(1, rows.getDouble(0, 2));
  }
}
