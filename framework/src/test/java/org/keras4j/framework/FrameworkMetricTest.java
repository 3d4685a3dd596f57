package org.keras4j.framework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.keras4j.framework.Examples.SAMPLES;
import static org.keras4j.framework.Examples.WEIGHTS;
import static org.keras4j.framework.Examples.random;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.metrics.Metric;
import org.keras4j.ndarray.NDArray;
import org.keras4j.parity.Close;
import org.tensorflow.framework.metrics.AUC;
import org.tensorflow.framework.metrics.Accuracy;
import org.tensorflow.framework.metrics.BinaryAccuracy;
import org.tensorflow.framework.metrics.BinaryCrossentropy;
import org.tensorflow.framework.metrics.CategoricalAccuracy;
import org.tensorflow.framework.metrics.CategoricalCrossentropy;
import org.tensorflow.framework.metrics.CategoricalHinge;
import org.tensorflow.framework.metrics.CosineSimilarity;
import org.tensorflow.framework.metrics.Hinge;
import org.tensorflow.framework.metrics.KLDivergence;
import org.tensorflow.framework.metrics.LogCoshError;
import org.tensorflow.framework.metrics.MeanAbsoluteError;
import org.tensorflow.framework.metrics.MeanAbsolutePercentageError;
import org.tensorflow.framework.metrics.MeanSquaredError;
import org.tensorflow.framework.metrics.MeanSquaredLogarithmicError;
import org.tensorflow.framework.metrics.MeanTensor;
import org.tensorflow.framework.metrics.Poisson;
import org.tensorflow.framework.metrics.Precision;
import org.tensorflow.framework.metrics.RootMeanSquaredError;
import org.tensorflow.framework.metrics.SparseCategoricalAccuracy;
import org.tensorflow.framework.metrics.SparseCategoricalCrossentropy;
import org.tensorflow.framework.metrics.SparseTopKCategoricalAccuracy;
import org.tensorflow.framework.metrics.SquaredHinge;
import org.tensorflow.framework.metrics.TopKCategoricalAccuracy;
import org.tensorflow.types.TFloat32;

/** Metrics of the framework beside ours, which are Keras's. */
class FrameworkMetricTest {

  private static final Class<TFloat32> F = TFloat32.class;
  private static final NDArray POSITIVE = random(1, 0.2, 3, SAMPLES, 3);
  private static final NDArray LINEAR = random(3, -2, 2, SAMPLES, 3);
  private static final NDArray PROBABILITIES = Examples.probabilities();

  static Stream<Arguments> metrics() {
    NDArray oneHot = Examples.oneHot();
    NDArray classes = Examples.classes();
    NDArray flat = classes.reshape(SAMPLES);
    NDArray signs = Examples.signs();
    return Stream.of(
        arguments(
            new MeanSquaredError<>(1, F),
            new org.keras4j.metrics.MeanSquaredError(),
            POSITIVE,
            LINEAR),
        arguments(
            new MeanAbsoluteError<>(1, F),
            new org.keras4j.metrics.MeanAbsoluteError(),
            POSITIVE,
            LINEAR),
        arguments(
            new MeanAbsolutePercentageError<>(1, F),
            new org.keras4j.metrics.MeanAbsolutePercentageError(),
            POSITIVE,
            LINEAR),
        arguments(
            new MeanSquaredLogarithmicError<>(1, F),
            new org.keras4j.metrics.MeanSquaredLogarithmicError(),
            POSITIVE,
            LINEAR),
        arguments(
            new LogCoshError<>(1, F), new org.keras4j.metrics.LogCoshError(), POSITIVE, LINEAR),
        arguments(new Poisson<>(1, F), new org.keras4j.metrics.Poisson(), POSITIVE, PROBABILITIES),
        arguments(
            new KLDivergence<>(1, F),
            new org.keras4j.metrics.KLDivergence(),
            PROBABILITIES,
            random(7, 0.1, 0.9, SAMPLES, 3)),
        arguments(
            new CosineSimilarity<>(1, F),
            new org.keras4j.metrics.CosineSimilarity(),
            POSITIVE,
            LINEAR),
        arguments(new Hinge<>(1, F), new org.keras4j.metrics.Hinge(), signs, LINEAR),
        arguments(new SquaredHinge<>(1, F), new org.keras4j.metrics.SquaredHinge(), signs, LINEAR),
        arguments(
            new CategoricalHinge<>(1, F),
            new org.keras4j.metrics.CategoricalHinge(),
            oneHot,
            LINEAR),
        arguments(
            new BinaryCrossentropy<>(false, 0.1f, 1, F),
            new org.keras4j.metrics.BinaryCrossentropy().labelSmoothing(0.1),
            oneHot,
            PROBABILITIES),
        arguments(
            new CategoricalCrossentropy<>(true, 0.1f, 1, F),
            new org.keras4j.metrics.CategoricalCrossentropy().fromLogits(true).labelSmoothing(0.1),
            oneHot,
            LINEAR),
        arguments(
            new SparseCategoricalCrossentropy<>(false, -1, 1, F),
            new org.keras4j.metrics.SparseCategoricalCrossentropy(),
            classes,
            PROBABILITIES),
        arguments(
            new SparseCategoricalCrossentropy<>(true, -1, 1, F),
            new org.keras4j.metrics.SparseCategoricalCrossentropy().fromLogits(true),
            flat,
            LINEAR),
        arguments(
            new Accuracy<>(1, F),
            new org.keras4j.metrics.Accuracy(),
            oneHot,
            NDArray.ones(SAMPLES, 3)),
        arguments(
            new BinaryAccuracy<>(0.4f, 1, F),
            new org.keras4j.metrics.BinaryAccuracy().threshold(0.4f),
            oneHot,
            PROBABILITIES),
        arguments(
            new CategoricalAccuracy<>(1, F),
            new org.keras4j.metrics.CategoricalAccuracy(),
            oneHot,
            PROBABILITIES),
        arguments(
            new SparseCategoricalAccuracy<>(1, F),
            new org.keras4j.metrics.SparseCategoricalAccuracy(),
            classes,
            PROBABILITIES),
        arguments(
            new SparseCategoricalAccuracy<>(1, F),
            new org.keras4j.metrics.SparseCategoricalAccuracy(),
            flat,
            PROBABILITIES),
        arguments(
            new TopKCategoricalAccuracy<>(2, 1, F),
            new org.keras4j.metrics.TopKCategoricalAccuracy(2),
            oneHot,
            PROBABILITIES),
        arguments(
            new SparseTopKCategoricalAccuracy<>(2, 1, F),
            new org.keras4j.metrics.SparseTopKCategoricalAccuracy(2),
            classes,
            PROBABILITIES));
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void statesOfSeveralBatchesAreOurs(
      org.tensorflow.framework.metrics.Metric theirs, Metric ours, NDArray targets, NDArray p) {
    Metric bridged = Framework.metric(theirs);
    assertEquals(ours.direction(), bridged.direction());
    for (int round = 0; round < 2; round++) {
      for (Metric m : new Metric[] {ours, bridged}) {
        m.updateState(targets, p);
        m.updateState(targets.slice(1, 4), p.slice(1, 4), WEIGHTS.slice(1, 4));
        m.updateState(targets.slice(2, 3), p.slice(2, 3));
      }
      Close.assertClose(bridged.name(), ours.result(), bridged.result());
      ours.resetState();
      bridged.resetState();
    }
  }

  /** Training and evaluation have graphs of their own, of the same metric. */
  @ParameterizedTest
  @MethodSource("metrics")
  void modelsReportOurs(
      org.tensorflow.framework.metrics.Metric theirs, Metric ours, NDArray targets, NDArray p) {
    Metric bridged = Framework.metric(theirs);
    try (Sequential m = Sequential.of(Input.of(3), new Dense(3).kernelInitializer("identity"))) {
      m.compile(
          c ->
              c.loss((tf, t, y) -> tf.math.mul(tf.constant(0f), tf.reduceSum(y, tf.constant(1))))
                  .metrics(ours.name("ours"), bridged.name("bridged")));
      var history =
          m.fit(p, targets, o -> o.verbose(0).epochs(2).batchSize(4).validationData(p, targets));
      var logs = m.evaluate(p, targets, o -> o.verbose(0).batchSize(4));
      assertNear(logs.get("ours"), logs.get("bridged"));
      for (String prefix : new String[] {"", "val_"}) {
        for (int epoch = 0; epoch < 2; epoch++) {
          assertNear(
              history.get(prefix + "ours").get(epoch), history.get(prefix + "bridged").get(epoch));
        }
      }
    }
  }

  private static void assertNear(double expected, double actual) {
    assertEquals(expected, actual, 1e-5 * Math.max(1, Math.abs(expected)));
  }

  @Test
  void aBatchOfOneKeepsItsAxis() {
    Metric bridged = Framework.metric(new MeanSquaredError<>(1, F));
    bridged.updateState(
        NDArray.of(new float[] {1}), NDArray.of(new float[][] {{3}}), NDArray.of(new float[] {2}));
    assertEquals(4, bridged.result().getDouble());
  }

  @Test
  void thoseWithAStateOfTheirOwnAreRefused() {
    refused(new AUC<>(1, F), "use org.keras4j.metrics.AUC");
    refused(new Precision<>(1, F), "use org.keras4j.metrics.Precision");
    refused(new RootMeanSquaredError<>(1, F), "use org.keras4j.metrics.RootMeanSquaredError");
    refused(new MeanTensor<>(1, F), "extend org.keras4j.metrics.FluentMetric");
  }

  private static void refused(org.tensorflow.framework.metrics.Metric metric, String remedy) {
    var e = assertThrows(UnsupportedOperationException.class, () -> Framework.metric(metric));
    assertTrue(e.getMessage().contains(remedy), e.getMessage());
  }

  @Test
  void namesAreKerasNames() {
    assertEquals("mean_squared_error", Framework.metric(new MeanSquaredError<>(1, F)).name());
    assertEquals("mine", Framework.metric(new MeanSquaredError<>("mine", 1, F)).name());
  }
}
