package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Conv2DTranspose;
import org.keras4j.layers.Dense;
import org.keras4j.layers.InputLayer;
import org.keras4j.layers.Layer;
import org.keras4j.layers.PReLU;
import org.keras4j.layers.UpSampling2D;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/** TensorFlow would end the process, or run for ever. */
class MemoryLimitTest {

  private static void refused(Executable wrong, String... inMessage) {
    String message = assertThrows(IllegalArgumentException.class, wrong).getMessage();
    for (String part : inMessage) {
      assertTrue(message.contains(part), message);
    }
  }

  private static Sequential of(Input input, Layer... layers) {
    return Sequential.of(input, layers);
  }

  @Test
  void weightsThatFitIntoNoMemory() {
    refused(
        () -> of(Input.of(100_000), new Dense(2_000_000_000)),
        "weight 'kernel' of shape (100000, 2000000000) would take 800,000 GB",
        "this machine has");
    int max = Integer.MAX_VALUE;
    refused(() -> of(Input.of(8, 8, 3), new Conv2D(2, max).padding("same")), "weight 'kernel'");
    refused(() -> of(Input.of(2_000_000_000, 2_000_000_000, 3), new PReLU()), "weight 'alpha'");
  }

  @Test
  void outputsThatFitIntoNoMemory() {
    refused(
        () -> of(Input.of(2_000_000, 2000, 3), new Conv2D(20_000, 3)),
        "'conv2d",
        "the output for one sample of shape (None, 1999998, 1998, 20000)");
    refused(
        () -> of(Input.of(8, 8, 1), new Conv2DTranspose(2, 3).strides(1_000_000)),
        "the output for one sample");
    refused(
        () -> of(Input.of(8, 8, 1), new Conv2DTranspose(2, 3).strides(300_000_000)),
        "'strides'",
        "2^31",
        "[300000000, 300000000]");
  }

  /** Without an open size TensorFlow multiplies all of them, and ends the process if it cannot. */
  @Test
  void inputsThatFitIntoNoMemory() {
    for (long[] shape : new long[][] {{Long.MAX_VALUE, 4}, {1L << 62, 4, 0}, {1L << 50}}) {
      refused(
          () -> new InputLayer(Shape.of(shape), DType.FLOAT32), "Input: a batch", "this machine");
    }
    String json = of(Input.of(4), new Dense(2)).toJson();
    String huge =
        json.replace("\"batch_shape\": [null, 4]", "\"batch_shape\": [9223372036854775807, 4]");
    refused(() -> Keras.modelFromJson(huge), "Input: a batch of shape (9223372036854775807, 4)");
  }

  @Test
  void batchesThatFitIntoNoMemory() {
    var inner = of(Input.of(1, 1, 1), new UpSampling2D(5000).name("huge")).name("inner");
    try (var m = of(Input.of(1, 1, 1), inner, new UpSampling2D(1)).name("outer")) {
      NDArray x = NDArray.zeros(1_000_000, 1, 1, 1);
      String[] parts = {"'outer'", "1000000, 5000, 5000, 1", "Use a smaller batchSize"};
      refused(() -> m.predict(x, o -> o.batchSize(1_000_000).verbose(0)), parts);
      try (var p = m.predictor()) {
        refused(() -> p.predict(x), parts);
      }
      assertEquals(Shape.of(1, 5000, 5000, 1), m.predictOnBatch(x.slice(0, 1)).shape());
    }
  }
}
