package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Lambda;
import org.keras4j.losses.Losses;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.SGD;
import org.keras4j.parity.GradientCheck;
import org.keras4j.parity.GradientSubject;
import org.keras4j.parity.LayerExample;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Operations for which TensorFlow's C library has no gradient: models train through them as in
 * Python, or the error says where they are. The expected weights are those of Keras.
 */
class MissingGradientsTest {

  private static List<NDArray> trained(Lambda.Function function) {
    try (var model =
        Sequential.of(
            Input.of(2),
            new Dense(2).kernelInitializer("ones"),
            new Lambda(function).name("mine"),
            new Dense(1).kernelInitializer("ones"))) {
      model.compile(c -> c.loss("mse").optimizer(new SGD(0.1)));
      model.fit(
          NDArray.of(new float[][] {{.3f, .4f}}),
          NDArray.of(new float[][] {{1}}),
          o -> o.verbose(0));
      return model.getWeights();
    }
  }

  private static void assertTrained(
      Lambda.Function function, double k00, double k10, double bias, double last, double lastBias) {
    List<NDArray> weights = trained(function);
    float[] kernel = weights.get(0).toFloatArray();
    assertArrayEquals(
        new float[] {(float) k00, (float) k00, (float) k10, (float) k10}, kernel, 1e-6f);
    assertArrayEquals(
        new float[] {(float) bias, (float) bias}, weights.get(1).toFloatArray(), 1e-6f);
    assertArrayEquals(
        new float[] {(float) last, (float) last}, weights.get(2).toFloatArray(), 1e-6f);
    assertArrayEquals(new float[] {(float) lastBias}, weights.get(3).toFloatArray(), 1e-6f);
  }

  @Test
  void onesLike() {
    assertTrained((tf, x) -> tf.math.add(x, tf.onesLike(x)), .856, .808, -.48, .184, -.48);
    assertTrained((tf, x) -> tf.onesLike(x), 1, 1, 0, .8, -.2);
  }

  @Test
  void round() {
    assertTrained((tf, x) -> tf.math.round(x), 1, 1, 0, .8, -.2);
    assertTrained((tf, x) -> tf.math.add(x, tf.math.round(x)), .856, .808, -.48, .184, -.48);
    assertTrained((tf, x) -> tf.math.add(x, tf.math.rint(x)), .856, .808, -.48, .184, -.48);
  }

  @Test
  void floorMod() {
    assertTrained((tf, x) -> tf.math.floorMod(x, tf.constant(.5f)), 1.036, 1.048, .12, 1.024, .12);
    assertTrained(
        (tf, x) -> {
          Operand<TFloat32> much = tf.math.mul(tf.constant(2.5f), tf.onesLike(x));
          return tf.math.floorMod(much, x);
        },
        .9639999,
        .9519999,
        -.12000018,
        1.016,
        .04000006);
  }

  @Test
  void xlogy() {
    assertTrained((tf, x) -> tf.math.xlogy(x, x), 1.0578739, 1.0771652, .1929132, .925131, .299869);
  }

  /** By each of two operands, where swapping them shows. */
  @Test
  void isWhatDifferencesSay() {
    assertDifferences(
        (tf, x) -> tf.math.xlogy(x, tf.math.add(tf.math.square(x), tf.constant(.5f))));
    assertDifferences((tf, x) -> tf.math.xlogy(tf.constant(.75f), x));
    assertDifferences((tf, x) -> tf.math.floorMod(x, tf.constant(.7f)));
    assertDifferences((tf, x) -> tf.math.floorMod(tf.constant(2.5f), x));
  }

  private static void assertDifferences(Lambda.Function function) {
    LayerExample example = LayerExample.of("Lambda", () -> new Lambda(function), 3);
    GradientCheck.check(seed -> GradientSubject.of(example, example.shapes(), .3, 1.3, seed));
  }

  @Test
  void randomNumbers() {
    List<NDArray> weights =
        trained(
            (tf, x) -> {
              Operand<TFloat32> noise = tf.random.randomStandardNormal(tf.shape(x), TFloat32.class);
              return tf.math.add(x, tf.math.mul(noise, tf.constant(0f)));
            });
    List<NDArray> without = trained((tf, x) -> x);
    assertEquals(without, weights);
  }

  @Test
  void anOperationMayComeBeforeAnotherOne() {
    List<NDArray> weights =
        trained(
            (tf, x) -> {
              var rounded = tf.math.round(x);
              return tf.withControlDependencies(List.of(rounded)).math.mul(x, tf.constant(1f));
            });
    assertEquals(trained((tf, x) -> x), weights);
  }

  @Test
  void anErrorNamesTheLayer() {
    var e =
        assertThrows(IllegalStateException.class, () -> trained((tf, x) -> tf.math.xlog1py(x, x)));
    assertTrue(e.getMessage().contains("layer 'mine'"), e.getMessage());
    assertTrue(e.getMessage().contains("Xlog1py"), e.getMessage());
  }

  @Test
  void anErrorNamesTheLoss() {
    try (var model = Sequential.of(Input.of(2), new Dense(2))) {
      model.compile(
          c ->
              c.loss(
                  Losses.of("mine", (tf, y, p) -> tf.math.mean(tf.math.erfc(p), tf.constant(-1)))));
      var e =
          assertThrows(
              IllegalStateException.class,
              () -> model.fit(NDArray.ones(1, 2), NDArray.ones(1, 2), o -> o.verbose(0)));
      assertTrue(e.getMessage().contains("of the loss"), e.getMessage());
    }
  }
}
