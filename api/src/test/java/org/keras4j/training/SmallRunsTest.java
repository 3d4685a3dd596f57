package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.LambdaCallback;
import org.keras4j.callbacks.LearningRateScheduler;
import org.keras4j.callbacks.ReduceLROnPlateau;
import org.keras4j.layers.Activation;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.optimizers.Adam;
import org.keras4j.optimizers.SGD;
import org.keras4j.optimizers.schedules.ExponentialDecay;

/** What runs say, at once or not at all. */
class SmallRunsTest {

  private static final NDArray X = NDArray.ones(5, 2);
  private static final NDArray Y = NDArray.ones(5, 1);

  private static Sequential model() {
    var model = Sequential.of(Input.of(2), new Dense(1));
    model.compile(c -> c.optimizer("sgd").loss("mse"));
    return model;
  }

  @Test
  void moreStepsThanSamplesTakeOneSampleEach() {
    int most = Integer.MAX_VALUE;
    try (var model = model()) {
      int[] batches = new int[2];
      var counting =
          new LambdaCallback()
              .onTrainBatchEnd((batch, logs) -> batches[0]++)
              .onTestBatchEnd((batch, logs) -> batches[1]++);
      model.fit(
          X,
          Y,
          o ->
              o.verbose(0)
                  .stepsPerEpoch(most)
                  .validationData(X, Y)
                  .validationSteps(most)
                  .callbacks(counting));
      assertEquals(5, batches[0]);
      assertEquals(5, batches[1]);
      assertNotNull(model.evaluate(X, Y, o -> o.verbose(0).steps(most)));
      assertEquals(Shape.of(5, 1), model.predict(X, o -> o.verbose(0).steps(most)).shape());
      assertEquals(Shape.of(5, 1), model.predict(X, o -> o.verbose(0).batchSize(most)).shape());
    }
  }

  @Test
  void callbacksThatSetTheRateRefuseASchedule() {
    for (Callback callback :
        List.of(new ReduceLROnPlateau("loss"), new LearningRateScheduler(epoch -> 0.1))) {
      try (var model = model()) {
        model.compile(c -> c.loss("mse").optimizer(new SGD(new ExponentialDecay(0.1, 10, 0.5))));
        var weights = model.getWeights();
        var e =
            assertThrows(
                IllegalStateException.class,
                () -> model.fit(X, Y, o -> o.verbose(0).callbacks(callback)));
        assertTrue(e.getMessage().contains(callback.getClass().getSimpleName()), e.getMessage());
        assertTrue(e.getMessage().contains("ExponentialDecay"), e.getMessage());
        assertEquals(weights, model.getWeights());
      }
    }
  }

  @Test
  void aModelWithoutTrainableWeightsIsTrainedWithAWarning() {
    for (var layer : List.of(new Dense(1).trainable(false), new Activation("linear"))) {
      try (var model = Sequential.of(Input.of(1), layer).name("m")) {
        model.compile(c -> c.loss("mse"));
        List<String> warnings =
            Warnings.during(() -> model.fit(Y, Y, o -> o.verbose(0).epochs(2).batchSize(2)));
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).contains("Model m has no trainable weights"), warnings.get(0));
      }
    }
  }

  @Test
  void aRunThatWasCutOffLeavesItsHistory() {
    try (var model = model()) {
      assertNull(model.history());
      var failing =
          new LambdaCallback()
              .onEpochBegin(
                  epoch -> {
                    if (epoch == 2) {
                      Thread.currentThread().interrupt();
                    }
                  });
      assertThrows(
          java.util.concurrent.CancellationException.class,
          () -> model.fit(X, Y, o -> o.verbose(0).epochs(5).callbacks(failing)));
      assertTrue(Thread.interrupted());
      var history = model.history();
      assertNotNull(history);
      assertEquals(List.of(0, 1), history.epoch());
      assertEquals(2, history.get("loss").size());
    }
  }

  @Test
  void weightsAreLoadedIntoAFreshlyCompiledModelWithoutAWarning(@TempDir Path folder) {
    Path file = folder.resolve("m.weights.npz");
    try (var trained = model();
        var fresh = model()) {
      trained.compile(c -> c.optimizer(new Adam(0.1)).loss("mse"));
      fresh.compile(c -> c.optimizer(new Adam(0.1)).loss("mse"));
      trained.fit(X, Y, o -> o.verbose(0));
      trained.saveWeights(file);
      assertEquals(List.of(), Warnings.during(() -> fresh.loadWeights(file)));
      assertEquals(trained.getWeights(), fresh.getWeights());
      assertEquals(0, fresh.optimizer().iterations());
    }
  }

  @Test
  void aStateOfAnotherOptimizerIsNamed(@TempDir Path folder) {
    Path file = folder.resolve("m.weights.npz");
    try (var two = Sequential.of(Input.of(2), new Dense(3), new Dense(1)).name("two");
        var swapped = Sequential.of(Input.of(2), new Dense(3), new Dense(1))) {
      two.compile(c -> c.optimizer(new SGD(0.1).momentum(0.9)).loss("mse"));
      two.fit(X, Y, o -> o.verbose(0));
      two.saveWeights(file);
      swapped.compile(c -> c.optimizer(new org.keras4j.optimizers.Adafactor(0.1)).loss("mse"));
      swapped.fit(X, Y, o -> o.verbose(0));
      List<String> warnings = Warnings.during(() -> swapped.loadWeights(file));
      assertEquals(1, warnings.size());
      assertTrue(warnings.get(0).contains("optimizer/vars/2 has shape"), warnings.get(0));
      swapped.compile(c -> c.optimizer(new Adam(0.1)).loss("mse"));
      swapped.fit(X, Y, o -> o.verbose(0));
      warnings = Warnings.during(() -> swapped.loadWeights(file));
      assertTrue(warnings.get(0).contains("optimizer/vars/"), warnings.get(0));
    }
  }

  @Test
  void anOptimizerWithoutAStateInTheFileStartsAnew(@TempDir Path folder) {
    Path file = folder.resolve("m.keras");
    try (var model = Sequential.of(Input.of(2), new Dense(1))) {
      model.compile(c -> c.optimizer(new Adam(0.1)).loss("mse"));
      model.save(file);
      List<String> warnings = Warnings.during(() -> Keras.loadModel(file).close());
      assertEquals(1, warnings.size(), "as in Keras");
      assertTrue(warnings.get(0).contains("starts anew"), warnings.get(0));
      assertTrue(warnings.get(0).contains("before its first step"), warnings.get(0));
      model.fit(X, Y, o -> o.verbose(0));
      model.save(file);
      assertEquals(List.of(), Warnings.during(() -> Keras.loadModel(file).close()));
    }
  }

  @Test
  void aStateWithoutMomentsIsNotTakenForNone(@TempDir Path folder) {
    Path file = folder.resolve("m.weights.h5");
    try (var model = model();
        var other = model()) {
      model.fit(X, Y, o -> o.verbose(0));
      model.saveWeights(file);
      other.compile(c -> c.optimizer(new Adam(0.1)).loss("mse"));
      other.fit(X, Y, o -> o.verbose(0));
      List<String> warnings = Warnings.during(() -> other.loadWeights(file));
      assertTrue(warnings.get(0).contains("that of another one"), warnings.get(0));
    }
  }

  @Test
  void aStateOfOtherWeightsIsNotCalledThatOfAnotherOptimizer(@TempDir Path folder) {
    Path file = folder.resolve("m.keras");
    try (var model = Sequential.of(Input.of(2), new Dense(2), new Dense(1))) {
      model.compile(c -> c.optimizer(new Adam(0.1)).loss("mse"));
      model.fit(X, Y, o -> o.verbose(0));
      model.getLayer(0).trainable(false);
      model.save(file);
      List<String> warnings = Warnings.during(() -> Keras.loadModel(file).close());
      assertEquals(1, warnings.size(), "as in Keras");
      assertTrue(warnings.get(0).contains("other layers were trainable"), warnings.get(0));
    }
  }
}
