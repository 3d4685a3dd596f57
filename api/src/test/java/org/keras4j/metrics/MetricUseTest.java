package org.keras4j.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.optimizers.SGD;

class MetricUseTest {

  private static final NDArray X = NDArray.of(new float[][] {{1, 0}, {0, 1}, {1, 1}, {2, 0}});
  private static final NDArray Y =
      NDArray.of(new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 0}});

  private static Sequential model() {
    var m = new Sequential();
    m.add(Input.of(2));
    m.add(new Dense(3).activation("softmax"));
    return m;
  }

  private static void compile(Model m, Metric... metrics) {
    m.compile(c -> c.loss("categorical_crossentropy").optimizer(new SGD(0)).metrics(metrics));
  }

  private static String message(Executable bad) {
    return assertThrows(IllegalArgumentException.class, bad).getMessage();
  }

  private static void assertContains(String text, String... parts) {
    for (String p : parts) {
      assertTrue(text.contains(p), text);
    }
  }

  @Test
  void refusesSeveralNumbersInLogs() {
    for (Metric vector :
        List.of(
            new F1Score(),
            new Precision().thresholds(0.3, 0.7),
            new R2Score().classAggregation(null))) {
      try (var m = model()) {
        compile(m, vector);
        assertContains(
            message(() -> m.fit(X, Y, o -> o.verbose(0))),
            "'" + vector.name() + "'",
            "one number",
            "(");
      }
    }
  }

  @Test
  void givesSeveralNumbersOutsideCompile() {
    var f1 = new F1Score();
    f1.updateState(Y, Y);
    assertEquals(Shape.of(3), f1.result().shape());
    assertArrayEquals(new float[] {1, 1, 1}, f1.result().toFloatArray(), 1e-6f);
  }

  @Test
  void addsUpBatchesUntilReset() {
    var mae = new MeanAbsoluteError();
    assertEquals(0, mae.result().getFloat());
    mae.updateState(NDArray.of(1f, 2f).reshape(2, 1), NDArray.of(2f, 4f).reshape(2, 1));
    mae.updateState(NDArray.of(1f).reshape(1, 1), NDArray.of(1f).reshape(1, 1));
    assertEquals(1, mae.result().getFloat(), 1e-6);
    mae.resetState();
    mae.updateState(
        NDArray.of(1f, 2f).reshape(2, 1), NDArray.of(2f, 4f).reshape(2, 1), NDArray.of(3f, 1f));
    assertEquals(5 / 4.0, mae.result().getFloat(), 1e-6);
  }

  @Test
  void countsPixelsBeyondTheReachOfFloats() {
    var iou = new MeanIoU(2);
    var one = NDArray.of(1);
    iou.updateState(one, one, NDArray.of(20_000_000f));
    iou.updateState(one, one);
    assertEquals(20_000_001L, iou.variables().get(0).value().getLong(1, 1));
  }

  @Test
  void refusesOneObjectForTwoUses() {
    var auc = new AUC();
    try (var m = model()) {
      assertContains(
          message(
              () ->
                  m.compile(c -> c.loss("mse").optimizer("sgd").metrics(auc).weightedMetrics(auc))),
          "'auc'",
          "twice");
      var in = Input.of(2);
      var two =
          new Model(
              List.of(in),
              List.of(new Dense(1).name("a").apply(in), new Dense(1).name("b").apply(in)));
      assertContains(
          message(() -> two.compile(c -> c.loss("mse").optimizer("sgd").metrics(new AUC[] {auc}))),
          "metricsFor");
    }
  }

  @Test
  void belongsToOneModelAtATime() {
    var accuracy = new CategoricalAccuracy();
    try (var second = model()) {
      try (var first = model()) {
        compile(first, accuracy);
        first.fit(X, Y, o -> o.verbose(0));
        double before = accuracy.result().getFloat();
        assertContains(message(() -> compile(second, accuracy)), "another model");
        assertEquals(before, first.evaluate(X, Y, o -> o.verbose(0)).get(1), 1e-6);
        compile(first, accuracy);
        assertEquals(before, first.evaluate(X, Y, o -> o.verbose(0)).get(1), 1e-6);
      }
      compile(second, accuracy);
      second.fit(X, Y, o -> o.verbose(0));
      assertEquals(4, accuracy.variables().get(1).value().getFloat(), 0);
      assertEquals(2, accuracy.variables().size());
    }
  }

  @Test
  void numbersEqualNames() {
    Keras.clearSession();
    try (var m = model()) {
      m.compile(
          c ->
              c.loss("categorical_crossentropy")
                  .optimizer("sgd")
                  .metrics("mae", "mae", "acc", "ce")
                  .metrics(new AUC(), new AUC())
                  .weightedMetrics("mae", "mse"));
      assertEquals(
          Set.of("loss", "mae", "mae_1", "acc", "ce", "auc", "auc_1", "weighted_mae", "mse"),
          Set.copyOf(m.evaluate(X, Y, o -> o.verbose(0)).names()));
      assertEquals(MetricDirection.MAX, m.metricDirection("acc"));
      assertEquals(MetricDirection.MIN, m.metricDirection("ce"));
    }
  }

  @Test
  void resolvesAccuracyByShapes() {
    for (var c :
        List.of(
            List.of(3, Y, "categorical_crossentropy"),
            List.of(3, NDArray.of(0, 1, 2, 0), "sparse_categorical_crossentropy"),
            List.of(3, NDArray.of(0, 1, 2, 0).reshape(4, 1), "sparse_categorical_crossentropy"),
            List.of(1, NDArray.of(0, 1, 1, 0), "binary_crossentropy"))) {
      double[] figures = new double[2];
      for (int i = 0; i < 2; i++) {
        String loss = i == 0 ? "ce" : (String) c.get(2);
        String accuracy = i == 0 ? "accuracy" : loss.replace("_crossentropy", "_accuracy");
        Keras.setRandomSeed(1);
        try (var m = new Sequential()) {
          m.add(Input.of(2));
          m.add(
              new Dense((Integer) c.get(0))
                  .activation((Integer) c.get(0) == 1 ? "sigmoid" : "softmax"));
          m.compile(o -> o.loss(loss).optimizer("sgd").metrics(accuracy));
          var scores = m.evaluate(X, (NDArray) c.get(1), o -> o.verbose(0));
          figures[i] = scores.loss() + 1000 * scores.get(1);
        }
      }
      assertEquals(figures[1], figures[0], 1e-6, c.toString());
    }
  }

  @Test
  void refusesShapesItCannotUse() {
    try (var m = model()) {
      m.compile(
          c ->
              c.loss("sparse_categorical_crossentropy")
                  .optimizer("sgd")
                  .metrics(new F1Score().average("macro")));
      assertContains(
          message(() -> m.fit(X, NDArray.of(0, 1, 2, 0), o -> o.verbose(0))),
          "f1_score",
          "one-hot",
          "(None,)");
    }
  }

  @Test
  void refusesBadArguments() {
    for (Executable bad :
        List.<Executable>of(
            () -> new Precision().thresholds(1.5),
            () -> new Precision().topK(0),
            () -> new Recall().classId(-1),
            () -> new AUC().curve("roc curve"),
            () -> new AUC().numThresholds(1),
            () -> new F1Score().average("mean"),
            () -> new F1Score().threshold(0.0),
            () -> new FBetaScore().beta(0),
            () -> new MeanIoU(0),
            () -> new IoU(2, 2),
            () -> new PrecisionAtRecall(1.1),
            () -> new TopKCategoricalAccuracy(0),
            () -> new R2Score().numRegressors(-1),
            () -> Metrics.get("acuracy"),
            () -> Metrics.get("MeanIoU"))) {
      assertThrows(IllegalArgumentException.class, bad);
    }
  }

  @Test
  void takesAFunction() {
    var biggest =
        Metrics.of("biggest", (tf, y, p) -> tf.reduceMax(p, tf.constant(-1)), MetricDirection.MAX);
    try (var m = model()) {
      compile(m, biggest);
      var names = m.evaluate(X, Y, o -> o.verbose(0)).names();
      assertEquals(Set.of("loss", "biggest"), Set.copyOf(names));
      assertEquals(MetricDirection.MAX, m.metricDirection("biggest"));
    }
  }
}
