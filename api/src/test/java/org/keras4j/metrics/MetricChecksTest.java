package org.keras4j.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;

class MetricChecksTest {

  private static final NDArray ONE_HOT =
      NDArray.of(new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});

  private static void startAt(Metric metric, double value) {
    metric.resetState();
    metric.variables().forEach(v -> v.assign(NDArray.full(v.dtype(), value, v.shape().asArray())));
  }

  /** 2²⁴ + 1 is no float32, so that a sum of ones in float32 ends there. */
  @Test
  void countsGoOnBeyondWhatFloat32Counts() {
    NDArray yes = NDArray.ones(1);
    Metric hits = new TruePositives();
    hits.updateState(yes, yes);
    startAt(hits, 0x1p24);
    for (int i = 0; i < 6; i++) {
      hits.updateState(yes, yes);
    }
    assertEquals(0x1p24 + 6, hits.result().getFloat());
    Metric accuracy = new BinaryAccuracy();
    accuracy.updateState(yes, yes);
    startAt(accuracy, 0x1p24);
    for (int i = 0; i < 6; i++) {
      accuracy.updateState(yes, NDArray.zeros(1));
    }
    assertTrue(accuracy.result().getFloat() < 1, "six of 2²⁴ are wrong");
  }

  static List<Metric> metricsThatNeedNoShapes() {
    return List.of(
        new AUC(),
        new AUC().curve("PR"),
        new AUC().curve("PRGAIN"),
        new AUC().multiLabel(true).numLabels(3),
        new Accuracy(),
        new BinaryAccuracy(),
        new BinaryCrossentropy(),
        new BinaryIoU(),
        new CategoricalAccuracy(),
        new CategoricalCrossentropy(),
        new CategoricalHinge(),
        new ConcordanceCorrelation(),
        new CosineSimilarity(),
        new FalseNegatives(),
        new FalsePositives(),
        new Hinge(),
        new IoU(2, 0),
        new KLDivergence(),
        new LogCoshError(),
        new Mean(),
        new MeanAbsoluteError(),
        new MeanAbsolutePercentageError(),
        new MeanIoU(2),
        new MeanSquaredError(),
        new MeanSquaredLogarithmicError(),
        new OneHotIoU(2, 0),
        new OneHotMeanIoU(2),
        new PearsonCorrelation(),
        new Poisson(),
        new Precision().classId(2),
        new PrecisionAtRecall(0.5),
        new Recall().topK(3),
        new RecallAtPrecision(0.5),
        new RootMeanSquaredError(),
        new SensitivityAtSpecificity(0.5),
        new SparseCategoricalAccuracy(),
        new SparseCategoricalCrossentropy(),
        new SparseTopKCategoricalAccuracy(),
        new SpecificityAtSensitivity(0.5),
        new SquaredHinge(),
        new Sum(),
        new TopKCategoricalAccuracy(),
        new TrueNegatives(),
        new TruePositives());
  }

  /** As Keras's result() right after construction. */
  @ParameterizedTest
  @MethodSource("metricsThatNeedNoShapes")
  void isZeroBeforeAnyData(Metric metric) {
    NDArray result = metric.result();
    assertEquals(0, result.shape().rank());
    assertEquals(0f, result.getFloat());
    assertTrue(metric.variables().isEmpty());
  }

  @Test
  void isOneZeroForEachThresholdBeforeAnyData() {
    float[] zeros = {0, 0};
    assertArrayEquals(zeros, new Precision().thresholds(0.2, 0.5).result().toFloatArray());
    assertArrayEquals(zeros, new TruePositives().thresholds(0.2, 0.5).result().toFloatArray());
  }

  @Test
  void lookingBeforeTheDataChangesNothing() {
    var m = new Mean();
    assertEquals(0f, m.result().getFloat());
    m.updateState(NDArray.of(1f, 3f));
    assertEquals(2f, m.result().getFloat());
    var p = new Precision().classId(1);
    assertEquals(0f, p.result().getFloat());
    p.updateState(ONE_HOT, ONE_HOT);
    assertEquals(1f, p.result().getFloat());
  }

  /** Keras says that an attribute is missing. */
  @Test
  void whatDependsOnShapesSaysSoBeforeAnyData() {
    for (Metric m :
        List.of(new F1Score(), new FBetaScore(), new R2Score(), new AUC().multiLabel(true))) {
      String message = assertThrows(IllegalStateException.class, m::result).getMessage();
      assertTrue(message.contains(m.name()) && message.contains("shapes"), message);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SparseCategoricalAccuracy",
        "SparseTopKCategoricalAccuracy",
        "SparseCategoricalCrossentropy"
      })
  void refusesOneHotTargetsForClassNumbers(String name) {
    Metric m = Metrics.get(name);
    String message =
        assertThrows(IllegalArgumentException.class, () -> m.updateState(ONE_HOT, ONE_HOT))
            .getMessage();
    assertTrue(
        message.contains(name) && message.contains("one-hot") && message.contains("use "), message);
    assertTrue(inFit(Metrics.get(name)).contains("one-hot"));
  }

  @Test
  void refusesAnAxisThatDoesNotExist() {
    for (int axis : new int[] {2, -3}) {
      for (Metric m :
          List.of(
              new CosineSimilarity().axis(axis),
              new PearsonCorrelation().axis(axis),
              new ConcordanceCorrelation().axis(axis),
              new CategoricalCrossentropy().axis(axis),
              new OneHotIoU(3, 0).axis(axis))) {
        String message = inFit(m);
        assertTrue(
            message.contains("axis " + axis + ", which must be from -2 to 1")
                && message.contains(m.name()),
            message);
      }
    }
  }

  private static String inFit(Metric metric) {
    try (var m = Sequential.of(Input.of(3), new Dense(3).activation("softmax"))) {
      m.compile(c -> c.loss("categorical_crossentropy").metrics(metric));
      return assertThrows(
              IllegalArgumentException.class, () -> m.fit(ONE_HOT, ONE_HOT, o -> o.verbose(0)))
          .getMessage();
    }
  }
}
