package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.Logs;
import org.keras4j.core.CallContext;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Flatten;
import org.keras4j.metrics.MeanMetric;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Adam;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What a step costs, in figures that do not depend on the clock. */
class EngineCostTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static Sequential mlp() {
    var m =
        Sequential.of(
            Input.of(28, 28, 1),
            new Flatten(),
            new Dense(800).activation("relu"),
            new Dense(10).activation("softmax"));
    m.compile(
        c -> c.optimizer(new Adam(0.001)).loss("categorical_crossentropy").metrics("accuracy"));
    return m;
  }

  private static NDArray oneHot(int n) {
    float[] y = new float[n * 10];
    for (int i = 0; i < n; i++) {
      y[i * 10 + i % 10] = 1;
    }
    return NDArray.wrap(y, n, 10);
  }

  @Test
  void aStepIsOneSessionRun() {
    try (var m = mlp()) {
      m.fit(NDArray.zeros(100, 28, 28, 1), oneHot(100), o -> o.batchSize(16).epochs(3).verbose(0));
      assertEquals(3 * 7, TestAccess.runs(m));
    }
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32, 4", "UINT8, 1"})
  void onlyTheBatchIsCopiedInTheTypeItCameIn(DType dtype, long bytesAPixel) {
    try (var m = mlp()) {
      NDArray x = NDArray.zeros(100, 28, 28, 1).asType(dtype);
      m.fit(x, oneHot(100), o -> o.batchSize(16).epochs(3).verbose(0));
      assertEquals(3 * 100 * (784 * bytesAPixel + 10 * 4), TestAccess.fedBytes(m));
    }
  }

  @Test
  void theTrainingGraphStaysSmall() {
    try (var m = mlp()) {
      m.fit(NDArray.zeros(16, 28, 28, 1), oneHot(16), o -> o.batchSize(16).verbose(0));
      int operations = TestAccess.operations(m);
      assertTrue(operations < 300, operations + " operations");
    }
  }

  /** Says when its result is added to the graph. */
  private static final class Watched extends MeanMetric<Watched> {
    private final List<Long> runsBefore = new ArrayList<>();
    private Model model;

    @Override
    protected Operand<TFloat32> values(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
      return tf.math.sub(yTrue, yPred);
    }

    @Override
    protected Operand<TFloat32> result(Ops tf, CallContext context) {
      runsBefore.add(TestAccess.runs(model));
      return super.result(tf, context);
    }
  }

  /** A graph that grows after its first run is placed anew as a whole. */
  @Test
  void metricsAreInTheGraphBeforeTheFirstStepRuns() {
    try (var m = Sequential.of(Input.of(4), new Dense(1))) {
      var metric = new Watched();
      metric.model = m;
      m.compile(c -> c.optimizer("adam").loss("mse").metrics(metric));
      m.fit(NDArray.zeros(8, 4), NDArray.zeros(8, 1), o -> o.batchSize(4).epochs(2).verbose(0));
      assertEquals(List.of(0L), metric.runsBefore.stream().distinct().toList());
    }
  }

  @Test
  void aStepAllocatesLittle() {
    int steps = 200;
    long[] bytes = new long[2];
    Callback meter =
        new Callback() {
          @Override
          public void onTrainBatchEnd(int batch, Logs logs) {
            if (batch == 49) {
              bytes[0] = allocated();
            } else if (batch == 49 + steps) {
              bytes[1] = allocated();
            }
          }
        };
    try (var m = mlp()) {
      int n = 16 * (60 + steps);
      m.fit(
          NDArray.zeros(n, 28, 28, 1), oneHot(n), o -> o.batchSize(16).verbose(0).callbacks(meter));
    }
    long perStep = (bytes[1] - bytes[0]) / steps;
    assertTrue(perStep < 4096, perStep + " bytes a step");
  }

  private static long allocated() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
