package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Lambda;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.SGD;

/** Unusual models that Keras trains in its own way. */
class KerasCornersTest {

  private static final NDArray X = NDArray.of(new float[][] {{1, -1}});
  private static final NDArray Y = NDArray.of(new float[][] {{1, 0}});

  /**
   * The crossentropies of Keras on TensorFlow take the input of whatever activation made the
   * probabilities: ln(1 + e⁻¹) for the binary one, ln(1 + e⁻²) for the categorical one.
   */
  @ParameterizedTest
  @CsvSource({
    "sigmoid, binary_crossentropy, 0.3132617",
    "softmax, binary_crossentropy, 0.3132617",
    "sigmoid, categorical_crossentropy, 0.1269280",
    "softmax, categorical_crossentropy, 0.1269280"
  })
  void crossentropiesTakeTheInputOfEitherActivation(String activation, String loss, double value) {
    var dense = new Dense(2).kernelInitializer("identity").activation(activation);
    try (var m = Sequential.of(Input.of(2), dense)) {
      m.compile(c -> c.loss(loss).metrics(loss));
      var score = m.evaluate(X, Y, o -> o.verbose(0));
      assertEquals(value, score.get(0), 1e-6);
      assertEquals(value, score.get(1), 1e-6);
    }
  }

  @Test
  void weightsThatNoGradientReachesStayAsTheyAre() {
    var lost = new Dense(4);
    var last = new Dense(2);
    try (var m = Sequential.of(Input.of(2), lost, new Dropout(1), last)) {
      m.compile(c -> c.loss("mse").optimizer(new SGD(0.1)));
      List<NDArray> before = lost.getWeights();
      NDArray bias = last.getWeights().get(1);
      m.fit(X, Y, o -> o.verbose(0));
      assertEquals(before, lost.getWeights());
      assertNotEquals(bias, last.getWeights().get(1));
    }
  }

  @Test
  void aModelThatNoGradientReachesIsRefused() {
    var steps = new Lambda((tf, x) -> tf.math.floor(x));
    try (var m = Sequential.of(Input.of(2), new Dense(2), steps).name("steps")) {
      m.compile(c -> c.loss("mse"));
      var e = assertThrows(IllegalStateException.class, () -> m.fit(X, Y, o -> o.verbose(0)));
      assertTrue(e.getMessage().contains("'steps' cannot be trained"), e.getMessage());
    }
  }

  /** A half belongs to the even class, as NumPy rounds. */
  @Test
  void classWeightsRoundHalvesToEven() {
    var dense = new Dense(1).kernelInitializer("zeros");
    try (var m = Sequential.of(Input.of(2), dense)) {
      m.compile(c -> c.loss("mse").optimizer(new SGD(0)));
      NDArray y = NDArray.of(new float[][] {{0.5f}, {1.5f}, {2.5f}});
      NDArray x = NDArray.zeros(3, 2);
      var history =
          m.fit(x, y, o -> o.classWeight(Map.of(0, 1., 1, 10., 2, 100., 3, 1000.)).verbose(0));
      double expected = (0.25 * 1 + 2.25 * 100 + 6.25 * 100) / 3;
      assertEquals(expected, history.get("loss").get(0), 1e-3);
    }
  }
}
