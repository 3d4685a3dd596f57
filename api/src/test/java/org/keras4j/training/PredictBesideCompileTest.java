package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.callbacks.LambdaCallback;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;

/** Predictions go on while another thread compiles or changes the model. */
class PredictBesideCompileTest {

  private static Sequential model() {
    return Sequential.of(Input.of(2), new Dense(1).kernelInitializer("ones"));
  }

  @Test
  void predictionsFinishWhileTheModelIsCompiled() throws Exception {
    NDArray x = NDArray.ones(20, 2);
    NDArray expected = NDArray.ones(20, 1).multiply(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (var model = model()) {
      AtomicBoolean done = new AtomicBoolean();
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < 2; t++) {
        running.add(
            threads.submit(
                () -> {
                  while (!done.get()) {
                    assertEquals(expected, model.predict(x, o -> o.verbose(0).batchSize(4)));
                    assertEquals(expected, model.predictOnBatch(x));
                  }
                }));
      }
      for (int i = 0; i < 40; i++) {
        model.compile(c -> c.loss("mse"));
        model.evaluate(x, expected, o -> o.verbose(0));
      }
      done.set(true);
      for (Future<?> f : running) {
        f.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aPredictionEndsWithTheLayersItBeganWith() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch changed = new CountDownLatch(1);
    try (var model = model()) {
      var waiting =
          new LambdaCallback()
              .onPredictBatchEnd(
                  (batch, outputs) -> {
                    begun.countDown();
                    await(changed);
                  });
      Future<NDArray> running =
          thread.submit(
              () ->
                  model.predict(
                      NDArray.ones(3, 2), o -> o.verbose(0).batchSize(1).callbacks(waiting)));
      await(begun);
      model.add(new Dense(4).kernelInitializer("ones"));
      changed.countDown();
      assertEquals(NDArray.ones(3, 1).multiply(2), running.get(60, TimeUnit.SECONDS));
      assertEquals(
          NDArray.ones(3, 4).multiply(2), model.predict(NDArray.ones(3, 2), o -> o.verbose(0)));
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void aClosedModelSaysSo() {
    var model = model();
    var closing = new LambdaCallback().onPredictBatchEnd((batch, outputs) -> model.close());
    var e =
        assertThrows(
            IllegalStateException.class,
            () ->
                model.predict(
                    NDArray.ones(3, 2), o -> o.verbose(0).batchSize(1).callbacks(closing)));
    assertTrue(e.getMessage().contains("is closed"), e.getMessage());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
