package org.keras4j.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/** Shapes without data, and bad arguments. */
class LayerArgumentsTest {

  private static Shape shapeOf(Layer layer, long... sample) {
    return layer.apply(Input.of(sample)).shape();
  }

  @Test
  void shapesAreKnownWithoutData() {
    assertEquals(Shape.of(-1, 26, 26, 64), shapeOf(new Conv2D(64, 3, 3), 28, 28, 1));
    assertEquals(Shape.of(-1, 26, 26, 64), shapeOf(new Conv2D(64, 3), 28, 28, 1));
    assertEquals(
        Shape.of(-1, 28, 28, 4),
        shapeOf(new Conv2D(4, 3).padding("same").dilationRate(2), 28, 28, 1));
    assertEquals(Shape.of(-1, 14, 10, 4), shapeOf(new Conv2D(4, 1).strides(2, 3), 28, 28, 1));
    assertEquals(Shape.of(-1, 14, 14, 3), shapeOf(new MaxPooling2D(2, 2), 28, 28, 3));
    assertEquals(Shape.of(-1, 14, 14, 3), shapeOf(new MaxPooling2D(), 29, 29, 3));
    assertEquals(
        Shape.of(-1, 15, 15, 3), shapeOf(new AveragePooling2D(2).padding("same"), 29, 29, 3));
    assertEquals(Shape.of(-1, 3), shapeOf(new GlobalAveragePooling2D(), 29, 29, 3));
    assertEquals(Shape.of(-1, 1, 1, 3), shapeOf(new GlobalMaxPooling2D().keepdims(true), 4, 5, 3));
    assertEquals(
        Shape.of(-1, 8, 8, 5),
        shapeOf(new Conv2DTranspose(5, 3).strides(2).padding("same"), 4, 4, 2));
    assertEquals(Shape.of(-1, 7, 6, 4), shapeOf(new Reshape(7, -1, 4), 28, 6));
    assertEquals(Shape.of(-1, 3, 2), shapeOf(new Permute(2, 1), 2, 3));
    assertEquals(Shape.of(-1, 5, 8), shapeOf(new Embedding(10, 8), 5));
    assertEquals(Shape.of(-1, 6, 9, 1), shapeOf(new UpSampling2D(2, 3), 3, 3, 1));
    assertEquals(Shape.of(-1, 6, 9, 1), shapeOf(new ZeroPadding2D(1, 2, 3, 3), 3, 3, 1));
  }

  @Test
  void unknownSizesStayUnknown() {
    assertEquals(
        Shape.of(-1, -1, -1, 4),
        shapeOf(new Conv2D(4, 3).padding("same").dilationRate(2), -1, -1, 3));
    assertEquals(Shape.of(-1, 4), shapeOf(new GlobalMaxPooling1D(), -1, 4));
    assertEquals(Shape.of(-1, -1, 4), shapeOf(new UpSampling1D(2), -1, 4));
    assertEquals(Shape.of(-1, -1, 5), shapeOf(new Conv1DTranspose(5, 3).strides(2), -1, 4));
    assertEquals(Shape.of(-1, -1, 5), shapeOf(new BatchNormalization(), -1, 5));
  }

  @Test
  void sizesThatTurnUpOnlyWithTheDataAreComputedThen() {
    var x = NDArray.wrap(new float[2 * 5 * 3], 2, 5, 3);
    KerasTensor in = Input.of(-1, 3);
    KerasTensor y = new Conv1D(2, 2).dilationRate(2).padding("same").apply(in);
    KerasTensor z = new Conv1DTranspose(4, 3).strides(2).apply(y);
    KerasTensor u = new Cropping1D(1, 2).apply(new UpSampling1D(2).apply(z));
    try (Model m = new Model(List.of(in), List.of(new LayerNormalization().apply(u)))) {
      assertEquals(Shape.of(2, 19, 4), m.predict(x, o -> o.verbose(0)).shape());
    }
  }

  @Test
  void badArgumentsAreRefusedAtOnce() {
    assertMessage(() -> new Conv2D(0, 3), "'filters'", "at least 1", "0");
    assertMessage(() -> new Conv2D(4, 3, 3, 3), "'kernelSize'", "[3, 3, 3]");
    assertMessage(() -> new Conv2D(4, 0), "'kernelSize'");
    assertMessage(() -> new Conv2D(4, 3).padding("causal"), "padding", "causal", "valid");
    assertMessage(() -> new Conv2D(4, 3).groups(3), "'groups'", "filters (4)");
    assertMessage(() -> new Conv2D(4, 3).strides(2).dilationRate(2), "'dilationRate'", "strides");
    assertMessage(() -> new Conv2D(4, 3).dataFormat("NCHW"), "channels_first");
    assertMessage(() -> new MaxPooling2D(0), "'poolSize'");
    assertMessage(() -> new Dropout(1.5), "'rate'", "1.5");
    assertMessage(() -> new GaussianNoise(-1), "'stddev'");
    assertMessage(() -> new GaussianDropout(1), "'rate'");
    assertMessage(() -> new Permute(1, 3), "'dims'");
    assertMessage(() -> new Reshape(-1, -1), "'targetShape'");
    assertMessage(() -> new UpSampling2D().interpolation("area"), "interpolation", "bilinear");
    assertMessage(() -> new ReLU().negativeSlope(-1), "'negativeSlope'");
    assertMessage(() -> new Embedding(0, 2), "'inputDim'");
    assertMessage(() -> new Dense(3).activation("rleu"), "relu");
  }

  @Test
  void inputsThatDoNotFitAreRefusedWhenTheLayerIsAdded() {
    assertMessage(() -> shapeOf(new Conv2D(4, 3), 28, 28), "rank 4", "(None, 28, 28)", "channel");
    assertMessage(() -> shapeOf(new Conv2D(4, 5), 4, 9, 1), "'kernelSize'", "(None, 4, 9, 1)");
    assertMessage(() -> shapeOf(new Conv2D(4, 3).dilationRate(4), 8, 8, 1), "'kernelSize'");
    assertMessage(() -> shapeOf(new Conv2D(4, 3).groups(2), 9, 9, 3), "'groups'", "channels (3)");
    assertMessage(() -> shapeOf(new Conv2D(4, 3), 9, 9, -1), "channels");
    assertMessage(() -> shapeOf(new MaxPooling2D(5), 4, 4, 1), "'poolSize'");
    assertMessage(() -> shapeOf(new Reshape(5), 4), "'targetShape'", "(None, 4)");
    assertMessage(() -> shapeOf(new Permute(2, 1), 4), "rank 3");
    assertMessage(() -> shapeOf(new Cropping1D(2), 4, 1), "'cropping'");
    assertMessage(() -> shapeOf(new BatchNormalization().axis(5), 4, 1), "'axis'");
    assertMessage(() -> shapeOf(new LayerNormalization().axis(3), 4, 1), "'axis'");
    assertMessage(() -> shapeOf(new PReLU(), -1, 4), "'sharedAxes'");
    assertMessage(() -> shapeOf(new Softmax(3), 4), "'axis'", "[3]", "(None, 4)");
    assertMessage(() -> shapeOf(new Softmax(1, -3), 4), "'axis'", "[1, -3]");
    var m = new Sequential();
    m.add(Input.of(4, 4, 1));
    assertMessage(() -> m.add(new Conv2D(2, 5).name("too_large")), "too_large", "(Conv2D)");
    m.close();
  }

  @Test
  void mergingNeedsInputsThatFit() {
    KerasTensor a = Input.of(2, 3);
    KerasTensor b = Input.of(2, 4);
    assertMessage(() -> new Add().apply(a, b), "(None, 2, 3)", "(None, 2, 4)");
    assertMessage(() -> new Subtract().apply(a, a, a), "3 inputs");
    assertMessage(() -> new Concatenate(1).apply(a, b), "axis 1");
    assertMessage(() -> new Dense(1).apply(a, b), "one input", "2");
    assertEquals(Shape.of(-1, 2, 7), new Concatenate().apply(a, b).shape());
    assertEquals(Shape.of(-1, 2, 3), new Add().apply(a, Input.of(3)).shape());
    assertEquals(Shape.of(-1, 2, 3), new Multiply().apply(a, Input.of(2, 1)).shape());
  }

  @Test
  void argumentsAreFixedOnceTheLayerIsBuilt() {
    var conv = new Conv2D(2, 3);
    shapeOf(conv, 5, 5, 1);
    assertThrows(IllegalStateException.class, () -> conv.strides(2));
    assertThrows(IllegalStateException.class, () -> conv.activation("relu"));
  }

  @Test
  void lambdasComputeAnythingButCannotBeSaved() {
    KerasTensor a = Input.of(2);
    KerasTensor b = Input.of(2);
    var twice = new Lambda((tf, x) -> tf.math.add(x, x));
    var product = Lambda.ofMany((tf, xs) -> tf.math.mul(xs.get(0), xs.get(1)));
    try (Model m = new Model(List.of(a, b), List.of(product.apply(twice.apply(a), b)))) {
      var x = NDArray.wrap(new float[] {1, 2}, 1, 2);
      var y = m.predict(List.of(x, x), o -> o.verbose(0)).get(0);
      assertEquals(8, y.toFloatArray()[1]);
    }
    assertMessage(twice::getConfig, "cannot be saved");
  }

  @Test
  void aFrozenBatchNormalizationUsesItsMovingAverages() {
    var bn = new BatchNormalization().trainable(false);
    var x = NDArray.wrap(new float[] {1, 3}, 2, 1);
    float[] y = bn.apply(x, true).toFloatArray();
    assertEquals(3 / Math.sqrt(1.001), y[1], 1e-6);
    assertEquals(0, bn.getWeights().get(2).toFloatArray()[0]);
    assertTrue(bn.trainableWeights().isEmpty());
    bn.trainable(true);
    bn.apply(x, true);
    assertEquals(0.02, bn.getWeights().get(2).toFloatArray()[0], 1e-7);
    assertFalse(bn.trainableWeights().isEmpty());
  }

  private static void assertMessage(Executable action, String... parts) {
    var e = assertThrows(RuntimeException.class, action);
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }
}
