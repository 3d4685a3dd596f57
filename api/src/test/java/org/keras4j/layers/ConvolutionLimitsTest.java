package org.keras4j.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/** Arguments and sizes at which TensorFlow's kernels end the process. */
class ConvolutionLimitsTest {

  private static void refused(Executable wrong, String... inMessage) {
    String message = assertThrows(IllegalArgumentException.class, wrong).getMessage();
    for (String part : inMessage) {
      assertTrue(message.contains(part), message);
    }
  }

  static Stream<Supplier<Layer>> large() {
    return Stream.of(
        () -> new Conv2D(8192, 3),
        () -> new DepthwiseConv2D(3).depthMultiplier(4096),
        () -> new SeparableConv2D(8192, 3),
        () -> new SeparableConv2D(1, 3).depthMultiplier(4096),
        () -> new Conv2DTranspose(8192, 3),
        () -> new Conv2DTranspose(1, 2).strides(1000));
  }

  @ParameterizedTest
  @MethodSource("large")
  void resultsThatFitIntoNoMemory(Supplier<Layer> layer) {
    NDArray x = NDArray.zeros(1, 2000, 2000, 3);
    String[] parts = {"of shape (1, ", "would take"};
    refused(() -> layer.get().apply(x), parts);
    try (var m = Sequential.of(Input.of(-1, -1, 3), layer.get(), new GlobalMaxPooling2D())) {
      assertEquals(1, m.predict(NDArray.zeros(1, 5, 5, 3), o -> o.verbose(0)).shape().get(0));
      refused(() -> m.predict(x, o -> o.verbose(0)), parts);
      refused(() -> m.predictOnBatch(x), parts);
      refused(() -> m.apply(x), parts);
      try (var p = m.predictor()) {
        refused(() -> p.predict(x), parts);
        assertEquals(1, p.predict(NDArray.zeros(1, 6, 7, 3)).shape().get(0));
      }
      m.compile(c -> c.loss("mse").optimizer("sgd"));
      NDArray y = NDArray.zeros(m.outputShape().withBatch(1).asArray());
      refused(() -> m.fit(x, y, o -> o.verbose(0)), parts);
      refused(() -> m.evaluate(x, y, o -> o.verbose(0)), parts);
    }
  }

  @Test
  void theRowsOfABatchCountWhereSizesAreUnknown() {
    try (var m = Sequential.of(Input.of(-1, 1), new UpSampling1D(1_000_000))) {
      NDArray x = NDArray.zeros(500_000, 3, 1);
      refused(() -> m.predict(x, o -> o.batchSize(500_000).verbose(0)), "(500000, 3000000, 1)");
      assertEquals(Shape.of(1, 3_000_000, 1), m.predictOnBatch(x.slice(0, 1)).shape());
    }
  }

  @Test
  void noFeatures() {
    refused(() -> new Dense(3).apply(Input.of(0)), "at least one feature", "(None, 0)");
    refused(() -> new Dense(3).apply(NDArray.zeros(2, 0)), "at least one feature");
    for (Layer l :
        List.of(
            new Conv1D(3, 1),
            new SeparableConv1D(3, 1),
            new DepthwiseConv1D(1),
            new Conv1DTranspose(2, 1))) {
      refused(() -> l.apply(Input.of(4, 0)), "channels", "(None, 4, 0)");
    }
    assertEquals(Shape.of(2, 0, 3), new Dense(3).apply(NDArray.zeros(2, 0, 4)).shape());
  }

  /** Where TensorFlow's shapes of a transposed convolution do not fit together. */
  @Test
  void outputPaddingThatLeavesNothing() {
    String[] parts = {"'outputPadding'", "at least 1", "even", "[0"};
    for (int kernel : new int[] {2, 4}) {
      for (int strides : new int[] {1, 2, 3}) {
        refused(
            () ->
                new Conv2DTranspose(1, kernel)
                    .outputPadding(0)
                    .padding("same")
                    .strides(strides)
                    .apply(Input.of(3, 3, 1)),
            parts);
        refused(
            () ->
                new Conv1DTranspose(1, kernel)
                    .strides(strides)
                    .padding("same")
                    .outputPadding(0)
                    .apply(Input.of(-1, 1)),
            parts);
      }
    }
    // An odd number of elements covers an odd number of positions with any gaps.
    assertEquals(
        Shape.of(-1, 4, 4, 1),
        new Conv2DTranspose(1, 3)
            .dilationRate(2)
            .padding("same")
            .outputPadding(0)
            .apply(Input.of(4, 4, 1))
            .shape());
  }

  @Test
  void outputPaddingBeforeStrides() {
    assertEquals(
        Shape.of(-1, 22, 22, 4),
        new Conv2DTranspose(4, 3).outputPadding(1).strides(2).apply(Input.of(10, 10, 3)).shape());
    refused(
        () -> new Conv2DTranspose(4, 3).strides(2).outputPadding(2).apply(Input.of(10, 10, 3)),
        "'outputPadding'",
        "less than the strides [2, 2]");
    refused(() -> new Conv2DTranspose(4, 3).outputPadding(-1), "'outputPadding'", "at least 0");
    refused(() -> new Conv2DTranspose(4, 3).outputPadding(1, 1, 1), "'outputPadding'");
  }

  /** oneDNN confuses the two, if they follow each other in one thread. */
  @Test
  void depthwiseAndPlainConvolutionsOfOneChannel() {
    NDArray x = NDArray.arange(36).asType(DType.FLOAT32);
    NDArray image = x.reshape(1, 6, 6, 1);
    for (boolean bias : new boolean[] {false, true}) {
      var d = new DepthwiseConv2D(1).useBias(bias).depthwiseInitializer("ones");
      var c = new Conv2D(1, 1).kernelInitializer("ones").biasInitializer("ones");
      try (var m = Sequential.of(Input.of(6, 6, 1), d, c)) {
        m.compile(o -> o.loss("mse").optimizer("sgd"));
        for (int i = 0; i < 3; i++) {
          float[] y = m.predict(image, o -> o.verbose(0)).toFloatArray();
          assertEquals(35 + 1, y[35], 1e-5);
        }
        m.fit(image, image, o -> o.epochs(1).verbose(0));
      }
    }
    var s = new SeparableConv1D(1, 1).depthwiseInitializer("ones").pointwiseInitializer("ones");
    try (var m = Sequential.of(Input.of(6, 1), s)) {
      NDArray steps = x.reshape(6, 6, 1);
      float[] y = m.predict(steps, o -> o.verbose(0)).toFloatArray();
      assertArrayEquals(x.toFloatArray(), y, 1e-5f);
    }
  }

  @Test
  void stridesBeyondTheImage() {
    int max = Integer.MAX_VALUE;
    NDArray x = NDArray.ones(2, 6, 5, 1);
    for (String padding : List.of("valid", "same")) {
      for (int channels : new int[] {1, 2}) {
        NDArray in = channels == 1 ? x : NDArray.concat(3, x, x);
        NDArray one =
            new Conv2D(1, 2).kernelInitializer("ones").padding(padding).strides(6).apply(in);
        NDArray y =
            new Conv2D(1, 2).kernelInitializer("ones").padding(padding).strides(max).apply(in);
        assertEquals(one, y);
        NDArray d =
            new DepthwiseConv2D(2)
                .depthwiseInitializer("ones")
                .padding(padding)
                .strides(max, 7)
                .apply(in);
        assertEquals(Shape.of(2, 1, 1, channels), d.shape());
      }
    }
    refused(() -> new Conv2D(1, 2).strides(max).apply(Input.of(-1, -1, 1)), "'strides'", "2^30");
  }

  @Test
  void gapsBeyondTheImage() {
    NDArray x = NDArray.ones(1, 6, 5, 2);
    int huge = 1 << 20;
    for (int kernel : new int[] {2, 3}) {
      NDArray y =
          new Conv2D(1, kernel)
              .kernelInitializer("ones")
              .padding("same")
              .dilationRate(huge)
              .apply(x);
      assertEquals(kernel == 3 ? 2 : 0, y.toFloatArray()[7]);
    }
    NDArray causal =
        new Conv1D(1, 2)
            .kernelInitializer("ones")
            .padding("causal")
            .dilationRate(huge)
            .apply(x.reshape(1, 30, 2));
    assertEquals(2, causal.toFloatArray()[29]);
    refused(
        () -> new Conv2D(1, 3).dilationRate(Integer.MAX_VALUE).apply(Input.of(8, 8, 1)),
        "'dilationRate'",
        "2^31");
    refused(
        () -> new Conv2DTranspose(1, 2).padding("same").dilationRate(huge).apply(Input.of(6, 6, 1)),
        "the kernel with its gaps");
  }

  @Test
  void sizesAreCheckedAtLaterCallsToo() {
    var conv = new Conv2D(1, 3);
    conv.apply(Input.of(5, 5, 1));
    refused(() -> conv.apply(Input.of(2, 5, 1)), "'kernelSize'", "(None, 2, 5, 1)");
    var pool = new MaxPooling2D(3);
    pool.apply(Input.of(5, 5, 1));
    refused(() -> pool.apply(Input.of(2, 5, 1)), "'poolSize'", "(None, 2, 5, 1)");
    var in = Input.of(-1, -1, 1);
    try (var m = new Model(in, new DepthwiseConv2D(3).apply(in))) {
      NDArray small = NDArray.zeros(1, 2, 5, 1);
      refused(() -> m.predict(small, o -> o.verbose(0)), "'kernelSize'", "(None, 2, 5, 1)");
    }
  }
}
