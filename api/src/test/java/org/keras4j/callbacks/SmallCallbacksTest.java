package org.keras4j.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.SGD;

/** TerminateOnNaN, LambdaCallback, and the direction that auto finds. */
class SmallCallbacksTest {

  private static final NDArray X = NDArray.wrap(new float[] {1, 2, 3, 4, 5, 6}, 6, 1);

  private static Sequential model(double learningRate) {
    Sequential m = Sequential.of(Input.of(1), new Dense(1));
    m.compile(c -> c.optimizer(new SGD(learningRate)).loss("mse").metrics("mae"));
    return m;
  }

  @Test
  void terminateOnNaNStopsAfterTheBatch() {
    try (Sequential m = model(1e30)) {
      StringBuilder printed = new StringBuilder();
      TerminateOnNaN callback = new TerminateOnNaN();
      callback.printTo(printed::append);
      List<String> ends = new ArrayList<>();
      History h =
          m.fit(
              X,
              X,
              o ->
                  o.verbose(0)
                      .epochs(5)
                      .batchSize(2)
                      .callbacks(callback, new LambdaCallback().onTrainEnd(l -> ends.add("end"))));
      assertEquals(List.of(0), h.epoch());
      assertEquals("Batch 1: Invalid loss, terminating training\n", printed.toString());
      assertEquals(List.of("end"), ends);
    }
  }

  @Test
  void terminateOnNaNCanThrow() {
    try (Sequential m = model(1e30)) {
      var e =
          assertThrows(
              IllegalStateException.class,
              () ->
                  m.fit(
                      X,
                      X,
                      o ->
                          o.verbose(0)
                              .batchSize(2)
                              .callbacks(new TerminateOnNaN().raiseError(true))));
      assertTrue(e.getMessage().contains("after batch 1"), e.getMessage());
    }
  }

  @Test
  void lambdasAreCalledWithWhatTheHooksGet() {
    List<String> seen = new ArrayList<>();
    LambdaCallback all =
        new LambdaCallback()
            .onTrainBegin(() -> seen.add("train"))
            .onTrainEnd(l -> seen.add("/train " + l.names()))
            .onEpochBegin(e -> seen.add("epoch " + e))
            .onEpochEnd((e, l) -> seen.add("/epoch " + e + l.names()))
            .onTrainBatchBegin(b -> seen.add("batch " + b))
            .onTrainBatchEnd((b, l) -> seen.add("/batch " + b + l.names()))
            .onTestBegin(() -> seen.add("test"))
            .onTestEnd(l -> seen.add("/test " + l.names()))
            .onTestBatchBegin(b -> seen.add("test batch " + b))
            .onTestBatchEnd((b, l) -> seen.add("/test batch " + b + l.names()))
            .onPredictBegin(() -> seen.add("predict"))
            .onPredictEnd(() -> seen.add("/predict"))
            .onPredictBatchBegin(b -> seen.add("predict batch " + b))
            .onPredictBatchEnd((b, out) -> seen.add("/predict batch " + b + out.get(0).shape()));
    try (Sequential m = model(0)) {
      m.fit(X, X, o -> o.verbose(0).validationSplit(0.5).callbacks(all));
      m.predict(X, o -> o.verbose(0).callbacks(all));
    }
    assertEquals(
        List.of(
            "train",
            "epoch 0",
            "batch 0",
            "/batch 0[loss, mae]",
            "test",
            "test batch 0",
            "/test batch 0[loss, mae]",
            "/test [loss, mae]",
            "/epoch 0[loss, mae, val_loss, val_mae]",
            "/train [loss, mae, val_loss, val_mae]",
            "predict",
            "predict batch 0",
            "/predict batch 0(6, 1)",
            "/predict"),
        seen);
  }

  @Test
  void autoAsksTheMetric() {
    for (String monitor : List.of("loss", "val_loss", "mae", "val_mae")) {
      try (Sequential m = model(0)) {
        EarlyStopping e = new EarlyStopping(monitor);
        History h =
            m.fit(
                X,
                X,
                // In another order the same values may have another sum in the last bit.
                o -> o.verbose(0).epochs(5).validationSplit(0.5).shuffle(false).callbacks(e));
        assertEquals(List.of(0, 1), h.epoch(), monitor);
      }
    }
    try (Sequential m = Sequential.of(Input.of(1), new Dense(2).activation("softmax"))) {
      m.compile(
          c ->
              c.optimizer(new SGD(0.0))
                  .loss("sparse_categorical_crossentropy")
                  .metrics("accuracy"));
      EarlyStopping e = new EarlyStopping("accuracy");
      NDArray labels = NDArray.wrap(new int[] {0, 1, 0, 1, 0, 1}, 6);
      m.fit(X, labels, o -> o.verbose(0).epochs(5).callbacks(e));
      assertEquals(1, e.stoppedEpoch());
      double best = e.best();
      assertTrue(best > 0 && best <= 1, "an accuracy: " + best);
    }
  }

  @Test
  void autoFailsAfterTheFirstStepNotAfterTheFirstEpoch() {
    List<Integer> batches = new ArrayList<>();
    try (Sequential m = model(0)) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              m.fit(
                  X,
                  X,
                  o ->
                      o.verbose(0)
                          .batchSize(1)
                          .callbacks(
                              new LambdaCallback().onTrainBatchBegin(batches::add),
                              new ReduceLROnPlateau("val_mean_absolute"))));
    }
    assertEquals(List.of(0), batches);
  }
}
