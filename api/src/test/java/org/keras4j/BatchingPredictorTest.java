package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Flatten;
import org.keras4j.ndarray.NDArray;

/** A batching predictor beside the one below it. */
@Timeout(120)
class BatchingPredictorTest {

  private static final Duration SHORT = Duration.ofMillis(1);

  private static Sequential model() {
    return Sequential.of(
        Input.of(3, 2), new Flatten(), new Dense(8).activation("relu"), new Dense(3));
  }

  private static NDArray data(int n) {
    Random r = new Random(4);
    float[] x = new float[n * 6];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) r.nextGaussian();
    }
    return NDArray.wrap(x, n, 3, 2);
  }

  @Test
  void predictsWhatSingleCallsPredictInEveryForm() throws Exception {
    NDArray x = data(5);
    float[] one = x.get(2).toFloatArray();
    try (var m = model();
        var p = m.predictor();
        var b = p.batching(4, SHORT)) {
      NDArray expected = p.predict(x);
      String input = p.describe().inputNames().get(0);
      assertEquals(p.describe(), b.describe());
      assertTrue(b.predict(x).allClose(expected, 1e-6, 1e-6));
      assertTrue(b.predictOne(x.get(2)).allClose(expected.get(2), 1e-6, 1e-6));
      assertArrayEquals(expected.get(2).toFloatArray(), b.predict(one), 1e-6f);
      assertArrayEquals(expected.get(2).toFloatArray(), b.predictAsync(one).get(), 1e-6f);
      assertTrue(b.predictAsync(x).get().allClose(expected, 1e-6, 1e-6));
      assertTrue(b.predictAsync(List.of(x)).get().get(0).allClose(expected, 1e-6, 1e-6));
      assertTrue(b.predict(Map.of(input, x)).get(0).allClose(expected, 1e-6, 1e-6));
    }
  }

  private static void serves(ExecutorService pool) throws Exception {
    NDArray x = data(64);
    try (var m = model();
        var p = m.predictor();
        var b = p.batching(8, SHORT)) {
      NDArray expected = p.predict(x);
      List<Future<float[]>> answers = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        float[] sample = x.get(i % 64).toFloatArray();
        answers.add(pool.submit(() -> b.predict(sample)));
      }
      for (int i = 0; i < 400; i++) {
        assertArrayEquals(
            expected.get(i % 64).toFloatArray(), answers.get(i).get(), 1e-5f, "sample " + i);
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void servesManyThreads() throws Exception {
    serves(Executors.newFixedThreadPool(16));
  }

  @Test
  void servesVirtualThreads() throws Exception {
    assumeTrue(Runtime.version().feature() >= 21, "virtual threads are there from JDK 21");
    serves(
        (ExecutorService)
            Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
  }

  @Test
  void refusesOneAndAnswersTheOthers() throws Exception {
    NDArray x = data(2);
    try (var m = model().name("small");
        var p = m.predictor();
        var b = p.batching(2, Duration.ofHours(1))) {
      var first = b.predictAsync(x.slice(0, 1));
      var wrong = b.predictAsync(NDArray.zeros(1, 2, 3));
      var short_ = b.predictAsync(new float[5]);
      var second = b.predictAsync(x.slice(1, 2));
      NDArray expected = p.predict(x);
      assertTrue(first.get().get(0).allClose(expected.get(0), 1e-6, 1e-6));
      assertTrue(second.get().get(0).allClose(expected.get(1), 1e-6, 1e-6));
      var e = assertThrows(ExecutionException.class, wrong::get);
      assertTrue(e.getMessage().contains("expects an array of shape (None, 3, 2)"), e.getMessage());
      var e2 = assertThrows(ExecutionException.class, short_::get);
      assertInstanceOf(IllegalArgumentException.class, e2.getCause());
      assertThrows(IllegalArgumentException.class, () -> b.predict(new float[5]));
    }
  }

  @Test
  void anAnswerMayAskAgain() throws Exception {
    float[] sample = new float[6];
    try (var m = model();
        var p = m.predictor();
        var b = p.batching(4, SHORT)) {
      CompletableFuture<float[]> twice =
          b.predictAsync(sample).thenApply(ignored -> b.predict(sample));
      assertArrayEquals(p.predict(sample), twice.get(), 1e-6f);
    }
  }

  @Test
  void keepsThePredictorBelowItOpenWhenItCloses() {
    float[] sample = new float[6];
    try (var m = model().name("below")) {
      Predictor p = m.predictor();
      BatchingPredictor b = p.batching(4, SHORT);
      b.close();
      var closed = assertThrows(IllegalStateException.class, () -> b.predict(sample));
      assertEquals("The batching predictor of model 'below' is closed", closed.getMessage());
      BatchingPredictor next = p.batching(4, SHORT);
      p.predict(sample);
      p.close();
      var below = assertThrows(IllegalStateException.class, () -> next.predict(sample));
      assertEquals("The predictor of model 'below' is closed", below.getMessage());
      next.close();
    }
  }

  @Test
  void refusesWhatIsOutOfRange() {
    try (var m = model();
        var p = m.predictor()) {
      var batch = assertThrows(IllegalArgumentException.class, () -> p.batching(0, SHORT));
      assertEquals("maxBatch must be at least 1; received 0", batch.getMessage());
      var wait =
          assertThrows(IllegalArgumentException.class, () -> p.batching(1, Duration.ofMillis(-1)));
      assertEquals("maxWait must be from 0 to 365 days; received PT-0.001S", wait.getMessage());
      var queue = assertThrows(IllegalArgumentException.class, () -> p.batching(8, SHORT, 7));
      assertEquals(
          "maxQueued must be from maxBatch, 8, to 1000000000; received 7", queue.getMessage());
      p.batching(Integer.MAX_VALUE / 4, SHORT, 1_000_000_000).close();
    }
  }
}
