package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Flatten;
import org.keras4j.ndarray.NDArray;

class PredictorTest {

  private static Sequential model() {
    return Sequential.of(
        Input.of(3, 2),
        new Flatten(),
        new Dense(8).activation("relu"),
        new Dropout(0.5),
        new Dense(3).activation("softmax"));
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
  void agreesWithTheModelForBatchesAndSingleSamples() {
    NDArray x = data(5);
    try (var m = model();
        var p = m.predictor()) {
      NDArray expected = m.predictOnBatch(x);
      assertTrue(p.predict(x).allClose(expected, 1e-6, 1e-7));
      for (int i = 0; i < 5; i++) {
        assertArrayEquals(
            expected.get(i).toFloatArray(), p.predict(x.get(i).toFloatArray()), 1e-6f);
      }
    }
  }

  @Test
  void keepsItsWeightsWhenTheModelChangesOrCloses() {
    NDArray x = data(4);
    var m = model();
    try (var p = m.predictor()) {
      NDArray before = p.predict(x);
      m.compile(c -> c.optimizer("adam").loss("categorical_crossentropy"));
      m.fit(
          x,
          NDArray.of(new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 0}}),
          o -> o.verbose(0));
      assertTrue(p.predict(x).equals(before));
      m.close();
      assertTrue(p.predict(x).equals(before));
    }
  }

  @Test
  void servesManyThreads() throws Exception {
    NDArray x = data(64);
    var pool = Executors.newFixedThreadPool(4);
    try (var m = model();
        var p = m.predictor()) {
      float[] expected = p.predict(x).toFloatArray();
      List<Callable<Boolean>> jobs = new ArrayList<>();
      for (int j = 0; j < 200; j++) {
        int i = j % 64;
        jobs.add(
            () -> {
              float[] got = p.predict(x.get(i).toFloatArray());
              for (int k = 0; k < 3; k++) {
                if (Math.abs(got[k] - expected[i * 3 + k]) > 1e-5) {
                  return false;
                }
              }
              return true;
            });
      }
      for (var f : pool.invokeAll(jobs)) {
        assertTrue(f.get());
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void allocatesNextToNothingForASample() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    float[] sample = new float[6];
    float[] result = new float[3];
    try (var m = model();
        var p = m.predictor()) {
      for (int i = 0; i < 100; i++) {
        p.predict(sample, result);
      }
      long before = threads.getThreadAllocatedBytes(id);
      for (int i = 0; i < 1000; i++) {
        p.predict(sample, result);
      }
      long perCall = (threads.getThreadAllocatedBytes(id) - before) / 1000;
      assertTrue(perCall < 1024, perCall + " bytes a call");
    }
  }

  @Test
  void saysWhatIsWrong() {
    try (var m = model()) {
      var p = m.predictor();
      var short_ = assertThrows(IllegalArgumentException.class, () -> p.predict(new float[5]));
      assertTrue(short_.getMessage().contains("6 elements; received 5"), short_.getMessage());
      var shape =
          assertThrows(IllegalArgumentException.class, () -> p.predict(NDArray.zeros(1, 2, 3)));
      assertTrue(shape.getMessage().contains("(None, 3, 2)"), shape.getMessage());
      p.close();
      p.close();
      var closed = assertThrows(IllegalStateException.class, () -> p.predict(new float[6]));
      assertEquals("The predictor of model '" + m.name() + "' is closed", closed.getMessage());
    }
  }
}
