package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.layers.Activation;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.KerasTensor;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.SGD;

/**
 * Outputs that are one tensor, tensors of layers called several times, inputs that are not used.
 */
class RepeatedOutputsTest {

  private static final NDArray ONE = NDArray.of(new float[][] {{1}});
  private static final NDArray THREE = NDArray.of(new float[][] {{3}});
  private static final NDArray ZERO = NDArray.of(new float[][] {{0}});

  private static Dense ones(String name) {
    return new Dense(1).kernelInitializer("ones").name(name);
  }

  private static void assertPredictsThreeTwice(Model model) {
    for (List<NDArray> outputs :
        List.of(
            model.predict(List.of(THREE), o -> o.verbose(0)),
            model.predictOnBatch(List.of(THREE)),
            model.applyToArrays(List.of(THREE), false))) {
      assertEquals(2, outputs.size());
      outputs.forEach(o -> assertEquals(THREE, o));
    }
    try (var predictor = model.predictor()) {
      predictor.predict(List.of(THREE)).forEach(o -> assertEquals(THREE, o));
    }
  }

  @Test
  void oneTensorTwice() {
    var in = Input.of(1);
    var h = ones("dense").apply(in);
    try (var model = new Model(List.of(in), List.of(h, h))) {
      assertPredictsThreeTwice(model);
      model.compile(c -> c.loss("mse").optimizer(new SGD(0.0)));
      var expected = Map.of("loss", 9.0, "dense_loss", 9.0, "dense_loss_1", 0.0);
      assertEquals(
          expected,
          model.evaluate(List.of(THREE), List.of(ZERO, THREE), o -> o.verbose(0)).asMap());
      var history = model.fit(List.of(THREE), List.of(ZERO, THREE), o -> o.verbose(0)).history();
      assertEquals(
          Map.of("loss", List.of(9.0), "dense_loss", List.of(9.0), "dense_loss_1", List.of(0.0)),
          history);
    }
  }

  @Test
  void oneTensorInInferenceOnly() {
    var in = Input.of(1);
    var h = ones("dense").apply(in);
    var dropped = new Dropout(0.5).name("dropout").apply(h);
    var linear = new Activation("linear").apply(h);
    try (var model = new Model(List.of(in), List.of(h, dropped));
        var other = new Model(List.of(in), List.of(h, linear))) {
      assertPredictsThreeTwice(model);
      assertPredictsThreeTwice(other);
      model.compile(c -> c.loss("mse").optimizer(new SGD(0.0)).metricsFor("dropout", "mae"));
      assertEquals(
          Map.of("loss", 9.0, "dense_loss", 9.0, "dropout_loss", 0.0, "dropout_mae", 0.0),
          model.evaluate(List.of(THREE), List.of(ZERO, THREE), o -> o.verbose(0)).asMap());
      model.trainOnBatch(new org.keras4j.FitOptions().x(THREE).y(ZERO, THREE));
    }
  }

  @Test
  void outputsOfOneLayerHaveOneName() {
    var d = ones("d");
    var i = Input.of(1).name("i");
    var k = Input.of(1).name("k");
    try (var model = new Model(List.of(i, k), List.of(d.apply(i), d.apply(k)))) {
      model.compile(c -> c.loss("mse").optimizer(new SGD(0.0)));
      assertEquals(
          Map.of("d_loss", 1.0, "d_loss_1", 9.0, "loss", 10.0),
          model.evaluate(List.of(ONE, THREE), List.of(ZERO, ZERO), o -> o.verbose(0)).asMap());
      assertEquals(
          Map.of("d_loss", List.of(1.0), "d_loss_1", List.of(9.0), "loss", List.of(10.0)),
          model.fit(Map.of("i", ONE, "k", THREE), Map.of("d", ZERO), o -> o.verbose(0)).history());
    }
  }

  /** (1 + 4 + 9) / 3, not the mean of (1 + 4) / 2 and 9. */
  @Test
  void lossesOfOutputsAreMeansOverSamplesInUnequalBatches() {
    var in = Input.of(1);
    NDArray x = NDArray.of(new float[][] {{1}, {2}, {3}});
    List<NDArray> zeros = List.of(NDArray.zeros(3, 1), NDArray.zeros(3, 1));
    try (var model = new Model(List.of(in), List.of(ones("a").apply(in), ones("b").apply(in)))) {
      model.compile(c -> c.loss("mse").optimizer(new SGD(0.0)));
      var scores = model.evaluate(List.of(x), zeros, o -> o.verbose(0).batchSize(2));
      assertEquals(14.0 / 3, scores.get("a_loss"), 1e-6);
      var history = model.fit(List.of(x), zeros, o -> o.verbose(0).batchSize(2).shuffle(false));
      assertEquals(14.0 / 3, history.get("b_loss").get(0), 1e-6);
      assertEquals(28.0 / 3, history.get("loss").get(0), 1e-6);
    }
  }

  @Test
  void anInputIsAnOutput() {
    var q = Input.of(1).name("q");
    try (var model = new Model(List.of(q), List.of(q, q, ones("d").apply(q)))) {
      model
          .predict(List.of(THREE), o -> o.verbose(0))
          .forEach(output -> assertEquals(THREE, output));
    }
  }

  @Test
  void outputOfANestedModelIsThatOfTheOuterCall() {
    var inner = Sequential.of(Input.of(2), new Dense(3)).name("inner");
    assertSame(inner.outputs().get(0), inner.output());
    KerasTensor x = Input.of(2);
    KerasTensor y = inner.apply(x);
    assertSame(y, inner.output());
    assertSame(x, inner.input());
    try (var outer = new Model(x, new Dense(1).apply(y));
        var half = new Model(outer.input(), outer.getLayer("inner").output())) {
      var data = NDArray.ones(1, 2);
      assertEquals(inner.predict(data, o -> o.verbose(0)), half.predict(data, o -> o.verbose(0)));
    }
  }

  @Test
  void outputOfALayerCalledTwiceIsThatOfTheFirstCall() {
    var d = new Dense(2);
    var e = assertThrows(IllegalStateException.class, d::output);
    assertTrue(e.getMessage().contains("was not called on a symbolic tensor yet"), e.getMessage());
    KerasTensor first = d.apply(Input.of(2));
    d.apply(first);
    assertSame(first, d.output());
  }

  @Test
  void inputsThatAreNotUsedAreFedAllTheSame() {
    var q = Input.of(1).name("q");
    var r = Input.of(2).name("r");
    var a = Input.of(1).name("a");
    var h = ones("first").apply(q);
    try (var model = new Model(List.of(a, q, r), List.of(ones("second").apply(h)))) {
      assertEquals(
          List.of("q", "first", "a", "r", "second"),
          model.layers().stream().map(org.keras4j.layers.Layer::name).toList());
      var x = List.of(ONE, THREE, NDArray.ones(1, 2));
      assertEquals(List.of(THREE), model.predict(x, o -> o.verbose(0)));
      try (var predictor = model.predictor()) {
        assertEquals(List.of(THREE), predictor.predict(x));
      }
      assertEquals(List.of(THREE), model.applyToArrays(x));
      model.compile(c -> c.loss("mse").optimizer(new SGD(0.0)));
      assertEquals(
          List.of(9.0), model.fit(x, List.of(ZERO), o -> o.verbose(0)).history().get("loss"));
      var wrong = List.of(ONE, THREE, NDArray.ones(1, 3));
      var e =
          assertThrows(
              IllegalArgumentException.class, () -> model.predict(wrong, o -> o.verbose(0)));
      assertTrue(e.getMessage().contains("'r'"), e.getMessage());
      assertTrue(model.summaryText().contains("Connected to"));
    }
  }
}
