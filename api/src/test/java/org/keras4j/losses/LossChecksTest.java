package org.keras4j.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.TestAccess;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

class LossChecksTest {

  private static String refusal(Loss loss, int units, NDArray y) {
    try (var m = new Sequential()) {
      m.add(Input.of(2));
      m.add(new Dense(units));
      m.compile(c -> c.loss(loss).optimizer("adam"));
      var x = NDArray.zeros(y.shape().get(0), 2);
      return assertThrows(
              IllegalArgumentException.class, () -> m.fit(x, y, o -> o.epochs(1).verbose(0)))
          .getMessage();
    }
  }

  private static void assertContains(String text, String... parts) {
    for (String p : parts) {
      assertTrue(text.contains(p), text);
    }
  }

  @Test
  void refusesTargetsOfAnotherWidth() {
    var y = NDArray.zeros(4, 3);
    assertContains(
        refusal(new CategoricalCrossentropy(), 5, y),
        "categorical_crossentropy",
        "5 columns",
        "(None, 3)",
        "(None, 5)");
    assertContains(refusal(new MeanSquaredError(), 5, y), "one target for each value");
    assertContains(
        refusal(new MeanSquaredError(), 5, NDArray.zeros(5)), "one target for each value");
  }

  @Test
  void refusesOneHotTargetsForClassNumbers() {
    assertContains(
        refusal(new SparseCategoricalCrossentropy(), 3, NDArray.zeros(4, 3)),
        "one class number",
        "categorical_crossentropy");
  }

  @Test
  void refusesLabelsOutOfRange() {
    var loss = new SparseCategoricalCrossentropy();
    assertContains(refusal(loss, 3, NDArray.of(0, 1, 3)), "from 0 to 2", "3 units", "0 to 3");
    assertContains(refusal(loss, 3, NDArray.of(0, -1, 2)), "from -1 to 2");
    assertContains(refusal(loss.ignoreClass(-1), 3, NDArray.of(0, -1, 5)), "from 0 to 5");
  }

  @Test
  void refusesClassNumbersForYesOrNo() {
    assertContains(
        refusal(new BinaryCrossentropy(), 1, NDArray.of(0, 1, 2)),
        "from 0 to 1",
        "sparse_categorical_crossentropy");
  }

  @Test
  void refusesBadArguments() {
    for (org.junit.jupiter.api.function.Executable bad :
        List.<org.junit.jupiter.api.function.Executable>of(
            () -> new BinaryCrossentropy().labelSmoothing(1.5),
            () -> new CategoricalCrossentropy().labelSmoothing(Double.NaN),
            () -> new Huber(0),
            () -> new CategoricalGeneralizedCrossEntropy().q(1),
            () -> new MeanSquaredError().reduction("avg"))) {
      assertThrows(IllegalArgumentException.class, bad);
    }
  }

  @Test
  void isCalledWhatItWasAskedFor() {
    assertEquals("mse", Losses.get("mse").name());
    assertEquals("huber", Losses.get("huber").name());
    assertEquals("huber_loss", Losses.get("Huber").name());
    assertEquals("kl_divergence", new KLDivergence().name());
    String message =
        assertThrows(IllegalArgumentException.class, () -> Losses.get("binary_crosentropy"))
            .getMessage();
    assertContains(message, "Did you mean 'binary_crossentropy'?");
  }

  @Test
  void takesWeightsOfSamplesForValuesOfSteps() {
    var loss = new MeanSquaredError();
    assertEquals(null, loss.problem(Shape.of(-1, 3), Shape.of(-1, 3, 1)));
    NDArray got =
        org.keras4j.internal.graph.OneShot.evaluate(
            tf ->
                loss.apply(
                    tf,
                    tf.constant(new float[2][3][1]),
                    tf.constant(new float[][][] {{{1}, {1}, {1}}, {{2}, {2}, {2}}}),
                    tf.constant(new float[] {1, 10})));
    assertEquals((3 + 3 * 40) / 6.0, got.getFloat(), 1e-5);
  }

  /** The numbers are those of the same calls in Python. */
  @Test
  void takesArraysToo() {
    var y = NDArray.of(new float[][] {{0, 1}, {0, 1}});
    var p = NDArray.of(new float[][] {{0.2f, 0.8f}, {0.6f, 0.4f}});
    assertEquals(0.56971717, new BinaryCrossentropy().apply(y, p).getDouble(), 1e-6);
    NDArray each = new CategoricalCrossentropy().reduction("none").apply(y, p);
    assertTrue(each.allClose(NDArray.of(0.22314353f, 0.9162907f), 1e-6, 0), each.toString());
    NDArray weighted = new MeanSquaredError().apply(y, p, NDArray.of(1f, 3f));
    assertEquals(0.56, weighted.getDouble(), 1e-6);
  }

  @Test
  void refusesArraysThatDoNotFit() {
    var p = NDArray.of(new float[][] {{0.2f, 0.8f}, {0.6f, 0.4f}});
    var classes = new SparseCategoricalCrossentropy();
    assertContains(
        assertThrows(IllegalArgumentException.class, () -> classes.apply(NDArray.of(1, 5), p))
            .getMessage(),
        "'sparse_categorical_crossentropy' needs",
        "from 0 to 1",
        "1 to 5");
    var oneHot = new CategoricalCrossentropy();
    assertContains(
        assertThrows(IllegalArgumentException.class, () -> oneHot.apply(NDArray.of(1, 0), p))
            .getMessage(),
        "2 columns",
        "(2,)",
        "(2, 2)");
  }

  @Test
  void refusesAnAxisThatDoesNotExist() {
    for (int axis : new int[] {2, -3}) {
      for (Loss loss :
          List.of(
              new BinaryCrossentropy().axis(axis),
              new BinaryFocalCrossentropy().axis(axis),
              new CategoricalCrossentropy().axis(axis),
              new CategoricalFocalCrossentropy().axis(axis),
              new CosineSimilarity().axis(axis),
              new Dice().axis(0, axis),
              new Tversky().axis(axis))) {
        assertContains(
            refusal(loss, 3, NDArray.zeros(4, 3)),
            loss.name(),
            "axis " + axis + ", which must be from -2 to 1");
      }
    }
    assertContains(refusal(new Dice().axis(1, -1), 3, NDArray.zeros(4, 3)), "axis -1 twice");
  }

  /** Columns of class numbers are taken for an output of rank 1 and back, so axis 1 exists. */
  @Test
  void theAxisIsThatOfAlignedShapes() {
    NDArray flat = NDArray.of(0f, 1f);
    NDArray column = NDArray.of(new float[][] {{0.25f}, {0.5f}});
    assertEquals(2, new BinaryCrossentropy().axis(1).reduction("none").apply(flat, column).size());
  }

  /** As in Keras: several weights lie along the last axis, wherever the classes are. */
  @Test
  void alphaLiesAlongTheLastAxis() {
    NDArray y = NDArray.wrap(new float[] {0, 1, 1, 0, 0, 0}, 1, 3, 2);
    NDArray p = NDArray.wrap(new float[] {.2f, .5f, .3f, .25f, .5f, .25f}, 1, 3, 2);
    var focal = new CategoricalFocalCrossentropy().axis(1).reduction("none");
    assertArrayEquals(
        new float[] {0.05899467f, 0.03465736f},
        focal.alpha(0.1, 0.2).apply(y, p).toFloatArray(),
        1e-7f);
    NDArray y2 = y.transpose(0, 2, 1);
    NDArray p2 = p.transpose(0, 2, 1);
    assertArrayEquals(
        new float[] {0.00274671f, 0.02504693f, 0},
        focal.alpha(0.1, 0.2, 0.3).apply(y2, p2).toFloatArray(),
        1e-7f);
    assertContains(
        assertThrows(IllegalArgumentException.class, () -> focal.apply(y, p)).getMessage(),
        "3 values of alpha",
        "last axis, 2",
        "not along the classes");
    NDArray narrow = NDArray.wrap(new float[] {.2f, .3f, .5f}, 1, 3, 1);
    NDArray hot = NDArray.wrap(new float[] {0, 1, 0}, 1, 3, 1);
    assertArrayEquals(
        new float[] {0.05899467f, 0.11798934f, 0.176984f},
        focal.apply(hot, narrow).toFloatArray(),
        1e-6f);
  }

  /** Two classes along axis 1 share 0.1, whatever the size of the last axis. */
  @Test
  void labelsAreSmoothedOverTheClassesOfTheirAxis() {
    NDArray y = NDArray.of(new float[][][] {{{1, 1, 1}, {0, 0, 0}}});
    NDArray p = NDArray.of(new float[][][] {{{.7f, .7f, .7f}, {.3f, .3f, .3f}}});
    double expected = -(0.95 * Math.log(0.7) + 0.05 * Math.log(0.3));
    var loss = new CategoricalCrossentropy().labelSmoothing(0.1).axis(1);
    assertEquals(expected, loss.apply(y, p).getFloat(), 1e-6);
    var metric = new org.keras4j.metrics.CategoricalCrossentropy().labelSmoothing(0.1).axis(1);
    metric.updateState(y, p);
    assertEquals(expected, metric.result().getFloat(), 1e-6);
    var focal = new CategoricalFocalCrossentropy().labelSmoothing(0.1).axis(1);
    double sure = -0.25 * 0.95 * Math.pow(0.3, 2) * Math.log(0.7);
    double rest = -0.25 * 0.05 * Math.pow(0.7, 2) * Math.log(0.3);
    assertEquals(sure + rest, focal.apply(y, p).getFloat(), 1e-6);
  }

  /** Python's None. */
  @Test
  void noReductionInAConfigMeansNone() {
    Map<String, Object> config = new HashMap<>();
    config.put("reduction", null);
    var loss = TestAccess.fill(new MeanSquaredError(), config);
    assertEquals(Reduction.NONE, loss.reduction());
    assertArrayEquals(
        new float[] {1, 1}, loss.apply(NDArray.ones(2, 2), NDArray.zeros(2, 2)).toFloatArray());
    assertEquals(Reduction.NONE, new Huber().reduction((String) null).reduction());
    assertEquals(
        Reduction.SUM_OVER_BATCH_SIZE,
        TestAccess.fill(new MeanSquaredError(), Map.of()).reduction());
  }
}
