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
import org.keras4j.core.CallContext;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.Layer;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

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

  /** Keeps the rows whose first feature is positive. */
  private static final class PositiveRows extends Layer {
    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      var first = tf.gather(x, tf.constant(0), tf.constant(1));
      var rows =
          tf.squeeze(tf.where(tf.math.greater(first, tf.constant(0f))), Squeeze.axis(List.of(1L)));
      return tf.gather(x, rows, tf.constant(0));
    }
  }

  @Test
  void refusesAnOutputThatIsNotOneSample() {
    try (var m = Sequential.of(Input.of(3), new PositiveRows());
        var p = m.predictor()) {
      assertArrayEquals(new float[] {1, 2, 3}, p.predict(new float[] {1, 2, 3}));
      var e = assertThrows(IllegalStateException.class, () -> p.predict(new float[] {-1, 2, 3}));
      assertTrue(e.getMessage().contains("expects 3 output elements"), e.getMessage());
      assertTrue(e.getMessage().contains("computed 0"), e.getMessage());
    }
  }

  @Test
  void refusesABatchWithoutSamples() {
    try (var m = model();
        var p = m.predictor()) {
      var e = assertThrows(IllegalArgumentException.class, () -> p.predict(NDArray.zeros(0, 3, 2)));
      assertTrue(e.getMessage().contains("no samples"), e.getMessage());
    }
  }

  @Test
  void returnsEveryOutputForEveryTypeOfInput() {
    for (DType type : List.of(DType.UINT8, DType.INT32, DType.INT64, DType.FLOAT64, DType.BOOL)) {
      try (var m = model();
          var p = m.predictor()) {
        NDArray x = NDArray.ones(2, 3, 2).asType(type);
        assertTrue(p.predict(x).allClose(p.predict(x.asType(DType.FLOAT32)), 0, 0), type.name());
      }
    }
  }

  /** A graph with constants would hold the weights several times, and none of over 2 GB. */
  @Test
  void holdsItsWeightsOnceAndNotOnTheHeap() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (var m = Sequential.of(Input.of(2000), new Dense(2000))) {
      NDArray x = NDArray.zeros(1, 2000);
      m.compile(c -> c.optimizer("sgd").loss("mse"));
      m.fit(x, x, o -> o.verbose(0));
      m.predictor().close();
      long id = Thread.currentThread().getId();
      long before = threads.getThreadAllocatedBytes(id);
      try (var p = m.predictor()) {
        p.predict(x);
      }
      long allocated = threads.getThreadAllocatedBytes(id) - before;
      assertTrue(allocated < 4 * 2000 * 2000 / 2, allocated + " bytes of heap");
    }
  }
}
