package org.keras4j.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.keras4j.internal.graph.LayerProbe;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/** Windows that are larger than the image they move over. */
class PoolingWindowTest {

  private static final int HEIGHT = 3;
  private static final int WIDTH = 4;

  /** TensorFlow visits every place of a window, for hours if there are 10¹⁸. */
  @Test
  void hugeOnesAreAsFastAsOthers() {
    int huge = 1_000_000_000;
    NDArray image = image();
    NDArray spans = image.reshape(1, HEIGHT * WIDTH, 1);
    double max = image.max();
    double mean = image.mean();
    for (int strides : new int[] {1, 2, huge}) {
      assertAll(max, new MaxPooling2D(huge).strides(strides).padding("same"), image);
      assertAll(mean, new AveragePooling2D(huge).strides(strides).padding("same"), image);
      assertAll(max, new MaxPooling1D(huge).strides(strides).padding("same"), spans);
      assertAll(mean, new AveragePooling1D(huge).strides(strides).padding("same"), spans);
    }
  }

  /** A window of twice the image holds all of it wherever it stands; one of less need not. */
  @Test
  void thoseOfLessThanTwiceTheImageSeePartsOfIt() {
    NDArray x = NDArray.of(1f, 2f, 3f, 4f).reshape(1, 4, 1);
    NDArray y = run(new AveragePooling1D(5).strides(1).padding("same"), x, false);
    assertTrue(y.allClose(NDArray.of(2f, 2.5f, 2.5f, 3f).reshape(1, 4, 1), 0, 1e-6), y.toString());
  }

  private static void assertAll(double expected, Layer pooling, NDArray x) {
    for (boolean training : new boolean[] {false, true}) {
      NDArray y = run(pooling, x, training);
      assertTrue(y.size() > 0);
      for (float value : y.toFloatArray()) {
        assertEquals(expected, value, 1e-5, pooling + " " + y);
      }
    }
  }

  private static NDArray run(Layer pooling, NDArray x, boolean training) {
    Shape out = LayerProbe.modelOf(pooling, List.of(x)).outputShape().withBatch(1);
    NDArray cotangent = NDArray.ones(out.asArray());
    return LayerProbe.run(pooling, List.of(x), List.of(cotangent), training).outputs().get(0);
  }

  private static NDArray image() {
    Random random = new Random(7);
    float[] x = new float[HEIGHT * WIDTH];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat();
    }
    return NDArray.wrap(x, 1, HEIGHT, WIDTH, 1);
  }
}
