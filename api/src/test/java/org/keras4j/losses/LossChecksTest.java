package org.keras4j.losses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.Shape;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;

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
        org.keras4j.internal.engine.OneShot.evaluate(
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
}
