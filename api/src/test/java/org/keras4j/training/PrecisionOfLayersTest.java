package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.layers.BatchNormalization;
import org.keras4j.layers.Conv1D;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Conv2DTranspose;
import org.keras4j.layers.Dense;
import org.keras4j.layers.DepthwiseConv2D;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerNormalization;
import org.keras4j.layers.SeparableConv2D;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.optimizers.SGD;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Each layer computes in the precision it was given, whatever those around it compute in. What a
 * layer in float32 gives is compared, bit by bit, with what it gives alone. What a layer in {@code
 * mixed_bfloat16} gives fits into bfloat16, so the lower half of its bits is 0.
 */
class PrecisionOfLayersTest {

  private static final String EMULATE = "keras4j.emulateBfloat16";
  private static final String BFLOAT16 = "mixed_bfloat16";

  @BeforeEach
  void roundOnEveryProcessor() {
    System.setProperty(EMULATE, "true");
  }

  @AfterEach
  void leaveNothingBehind() {
    System.clearProperty(EMULATE);
    Keras.setDtypePolicy("float32");
  }

  private static NDArray random(int seed, long... shape) {
    int n = (int) Shape.of(shape).size();
    Random r = new Random(seed);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = r.nextFloat() * 2 - 1;
    }
    return NDArray.wrap(values, shape);
  }

  private static boolean fitsIntoBfloat16(NDArray a) {
    for (float f : a.toFloatArray()) {
      if ((Float.floatToIntBits(f) & 0xFFFF) != 0) {
        return false;
      }
    }
    return true;
  }

  private static void assertSameBits(NDArray expected, NDArray seen) {
    assertArrayEquals(bits(expected), bits(seen));
  }

  private static int[] bits(NDArray a) {
    float[] f = a.toFloatArray();
    int[] bits = new int[f.length];
    for (int i = 0; i < f.length; i++) {
      bits[i] = Float.floatToIntBits(f[i]);
    }
    return bits;
  }

  private static List<NDArray> predict(Model m, NDArray x) {
    return m.predict(List.of(x), o -> o.verbose(0));
  }

  /** A model of the layers, in order, with the output of each. */
  private static Model chain(NDArray x, Layer... layers) {
    KerasTensor first = Input.of(x.shape().dropBatch().asArray());
    KerasTensor[] outputs = new KerasTensor[layers.length];
    KerasTensor t = first;
    for (int i = 0; i < layers.length; i++) {
      t = layers[i].apply(t);
      outputs[i] = t;
    }
    return new Model(List.of(first), List.of(outputs));
  }

  /** What the layer gives in a model of its own, in float32, with the same weights. */
  private static NDArray alone(Supplier<Layer> maker, Layer original, NDArray x) {
    Layer copy = maker.get().dtype("float32");
    try (Model m = chain(x, copy)) {
      copy.setWeights(original.getWeights());
      return predict(m, x).get(0);
    }
  }

  private static Supplier<Layer> maker(String kind) {
    return switch (kind) {
      case "Dense" -> () -> new Dense(5).activation("tanh");
      case "Conv2D" -> () -> new Conv2D(5, 3, 3).activation("relu");
      case "Conv1D" -> () -> new Conv1D(5, 3).padding("causal");
      case "DepthwiseConv2D" -> () -> new DepthwiseConv2D(3, 3);
      case "SeparableConv2D" -> () -> new SeparableConv2D(5, 3, 3);
      case "Conv2DTranspose" -> () -> new Conv2DTranspose(5, 3, 3).strides(2, 2);
      case "BatchNormalization" -> BatchNormalization::new;
      case "LayerNormalization" -> LayerNormalization::new;
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static NDArray inputOf(String kind) {
    return kind.equals("Conv1D") ? random(1, 4, 9, 6) : random(1, 4, 9, 9, 6);
  }

  /** Pointwise, so that it suits every input and keeps its shape. */
  private static Layer rounding() {
    return new Dense(6).dtype(BFLOAT16);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Dense",
        "Conv2D",
        "Conv1D",
        "DepthwiseConv2D",
        "SeparableConv2D",
        "Conv2DTranspose",
        "BatchNormalization",
        "LayerNormalization"
      })
  void aLayerInFloat32IsNotRoundedBetweenOthersThatAre(String kind) {
    NDArray x = inputOf(kind);
    Layer middle = maker(kind).get().dtype("float32");
    try (Model m = chain(x, rounding(), middle, rounding())) {
      List<NDArray> y = predict(m, x);
      assertTrue(fitsIntoBfloat16(y.get(0)), "the one before is rounded");
      assertTrue(fitsIntoBfloat16(y.get(2)), "the one behind is rounded");
      assertFalse(fitsIntoBfloat16(y.get(1)), "the one between is not");
      assertSameBits(alone(maker(kind), middle, y.get(0)), y.get(1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dense", "Conv2D", "Conv1D", "DepthwiseConv2D", "SeparableConv2D"})
  void aLayerInBfloat16IsTheOnlyOneThatIsRounded(String kind) {
    NDArray x = inputOf(kind);
    Layer before = new Dense(6).activation("relu");
    Layer rounded = maker(kind).get().dtype(BFLOAT16);
    Layer behind = new Dense(7).activation("tanh");
    try (Model m = chain(x, before, rounded, behind)) {
      List<NDArray> y = predict(m, x);
      assertSameBits(alone(() -> new Dense(6).activation("relu"), before, x), y.get(0));
      assertSameBits(alone(() -> new Dense(7).activation("tanh"), behind, y.get(1)), y.get(2));
      NDArray exact = alone(maker(kind), rounded, y.get(0));
      NDArray difference = exact.subtract(y.get(1));
      double distance = Math.max(difference.max(), -difference.min());
      assertTrue(distance > 1e-5 && distance < 0.05, "largest difference " + distance);
    }
  }

  @Test
  void whatIsRoundedIsRoundedAsALayerOfItsOwn() {
    NDArray x = random(1, 8, 12);
    Layer rounded = new Dense(6).dtype(BFLOAT16);
    try (Model m = chain(x, new Dense(12), rounded)) {
      List<NDArray> y = predict(m, x);
      Layer copy = new Dense(6).dtype(BFLOAT16);
      try (Model lonely = chain(x, copy)) {
        copy.setWeights(rounded.getWeights());
        assertSameBits(predict(lonely, y.get(0)).get(0), y.get(1));
      }
    }
  }

  @Test
  void theGradientOfALayerInFloat32IsInFloat32() {
    NDArray x = random(1, 8, 12);
    NDArray targets = random(2, 8, 3);
    Dense last = new Dense(3);
    Layer first = new Dense(6).dtype(BFLOAT16);
    try (Sequential m = Sequential.of(Input.of(12), first, last)) {
      m.compile(c -> c.optimizer(new SGD(0.1)).loss("mean_squared_error"));
      Dense copy = new Dense(3);
      try (Sequential part = Sequential.of(Input.of(6), copy)) {
        part.compile(c -> c.optimizer(new SGD(0.1)).loss("mean_squared_error"));
        copy.setWeights(last.getWeights());
        NDArray h = new Model(m.input(), first.output()).predict(x, o -> o.verbose(0));
        assertTrue(fitsIntoBfloat16(h));
        m.trainOnBatch(x, targets);
        part.trainOnBatch(h, targets);
        assertSameBits(copy.getWeights().get(0), last.getWeights().get(0));
        assertSameBits(copy.getWeights().get(1), last.getWeights().get(1));
      }
    }
  }

  /** The rate is a power of two, so the step has the bits of the gradient. */
  @Test
  void theGradientOfALayerInBfloat16IsRounded() {
    NDArray x = random(1, 8, 12);
    NDArray targets = random(2, 8, 3);
    Layer first = new Dense(6).kernelInitializer("zeros").dtype(BFLOAT16);
    try (Sequential m = Sequential.of(Input.of(12), first, new Dense(3))) {
      m.compile(c -> c.optimizer(new SGD(1)).loss("mean_squared_error"));
      m.trainOnBatch(x, targets);
      NDArray step = first.getWeights().get(0);
      assertTrue(step.max() > 0 && fitsIntoBfloat16(step), "step " + step);
    }
  }

  /**
   * Summands that are too small for a sum of eight bits must not get lost: the derivative by each
   * weight is the sum over all positions of 1/positions.
   */
  @ParameterizedTest
  @ValueSource(strings = {"Dense", "Conv2D", "DepthwiseConv2D", "Conv2DTranspose"})
  void gradientsAreSummedPrecisely(String kind) {
    Layer layer =
        switch (kind) {
          case "Dense" -> new Dense(2).kernelInitializer("zeros");
          case "Conv2D" -> new Conv2D(2, 3, 3).kernelInitializer("zeros");
          case "DepthwiseConv2D" -> new DepthwiseConv2D(3, 3).depthwiseInitializer("zeros");
          default -> new Conv2DTranspose(2, 1, 1).kernelInitializer("zeros");
        };
    layer.dtype(BFLOAT16);
    int n = 1000;
    try (Sequential m = Sequential.of(Input.of(6, 6, 2), layer)) {
      m.compile(c -> c.optimizer(new SGD(1)).loss("mean_squared_error"));
      NDArray x = NDArray.wrap(filled(n * 6 * 6 * 2, 1), n, 6, 6, 2);
      Shape out = m.outputShape().withBatch(n);
      m.trainOnBatch(x, NDArray.wrap(filled((int) out.size(), 1), out.asArray()));
      for (NDArray weight : layer.getWeights()) {
        assertEquals(1, weight.max(), 0.01, kind);
        assertEquals(1, weight.min(), 0.01, kind);
      }
    }
  }

  private static float[] filled(int n, float value) {
    float[] all = new float[n];
    Arrays.fill(all, value);
    return all;
  }

  /** Of all kinds: there must be a gradient, and it must be the right one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Dense",
        "Conv2D",
        "Conv1D",
        "DepthwiseConv2D",
        "SeparableConv2D",
        "Conv2DTranspose"
      })
  void gradientsOfLayersInBfloat16AreNearThoseInFloat32(String kind) {
    NDArray x = inputOf(kind);
    Layer rounded = maker(kind).get().dtype(BFLOAT16);
    Layer exact = maker(kind).get();
    Layer[] inputs = {new Dense(6), new Dense(6)};
    try (Sequential a = trained(x, inputs[0], rounded);
        Sequential b = trained(x, inputs[1], exact)) {
      a.setWeights(b.getWeights());
      List<NDArray> before = b.getWeights();
      NDArray targets = NDArray.zeros(b.predict(x, o -> o.verbose(0)).shape().asArray());
      a.trainOnBatch(x, targets);
      b.trainOnBatch(x, targets);
      for (int i = 0; i < before.size(); i++) {
        NDArray stepA = a.getWeights().get(i).subtract(before.get(i));
        NDArray stepB = b.getWeights().get(i).subtract(before.get(i));
        NDArray difference = stepA.subtract(stepB);
        double distance = Math.max(difference.max(), -difference.min());
        double size = Math.max(stepB.max(), -stepB.min());
        assertTrue(
            distance > 0 && distance < 0.03 * size,
            "weight " + i + ": " + distance + " of " + size);
      }
    }
  }

  private static Sequential trained(NDArray x, Layer... layers) {
    Sequential m = new Sequential();
    m.add(Input.of(x.shape().dropBatch().asArray()));
    for (Layer layer : layers) {
      m.add(layer);
    }
    m.compile(c -> c.optimizer(new SGD(1)).loss("mean_squared_error"));
    return m;
  }

  @Test
  void layersOfInnerModelsKeepTheirOwn() {
    NDArray x = random(1, 8, 12);
    Layer rounded = new Dense(9).dtype(BFLOAT16);
    Layer exact = new Dense(6);
    try (Model inner = chain(x, rounded, exact)) {
      KerasTensor in = Input.of(12);
      Layer behind = new Dense(5).dtype(BFLOAT16);
      List<KerasTensor> both = inner.apply(List.of(in));
      try (Model m =
          new Model(List.of(in), List.of(both.get(0), both.get(1), behind.apply(both.get(1))))) {
        List<NDArray> y = predict(m, x);
        assertTrue(fitsIntoBfloat16(y.get(0)));
        assertSameBits(alone(() -> new Dense(6), exact, y.get(0)), y.get(1));
        assertTrue(fitsIntoBfloat16(y.get(2)));
      }
    }
  }

  @Test
  void aPredictorComputesAsPredictDoes() {
    NDArray x = random(1, 8, 12);
    Layer exact = new Dense(6);
    try (Model m = chain(x, new Dense(9).dtype(BFLOAT16), exact, new Dense(4).dtype(BFLOAT16));
        var predictor = m.predictor()) {
      List<NDArray> expected = predict(m, x);
      List<NDArray> y = predictor.predict(List.of(x));
      assertTrue(fitsIntoBfloat16(y.get(0)));
      assertFalse(fitsIntoBfloat16(y.get(1)));
      for (int i = 0; i < 3; i++) {
        assertSameBits(expected.get(i), y.get(i));
      }
    }
  }

  @Test
  void aCallOnDataComputesAsPredictDoes() {
    NDArray x = random(1, 8, 12);
    Layer layer = new Dense(9).dtype(BFLOAT16);
    try (Model m = chain(x, layer)) {
      NDArray y = layer.apply(x);
      assertTrue(fitsIntoBfloat16(y));
      assertSameBits(predict(m, x).get(0), y);
    }
  }

  /** Inner layers have their own, as in Keras; the outer one's is for its own operations. */
  private static final class TwoProducts extends Layer {
    private final Dense first = track(new Dense(6));
    private final Dense second = track(new Dense(6));

    TwoProducts(String firstPolicy, String secondPolicy) {
      first.dtype(firstPolicy);
      second.dtype(secondPolicy);
    }

    @Override
    protected List<Operand<?>> call(Ops tf, List<Operand<?>> inputs, CallContext context) {
      Operand<TFloat32> h = first.apply(tf, inputs.get(0), context);
      Operand<TFloat32> y = second.apply(tf, h, context);
      return List.of(
          h, y, tf.linalg.matMul(h, h, org.tensorflow.op.linalg.MatMul.transposeB(true)));
    }

    @Override
    protected void config(Config c) {}
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void layersInsideALayerHaveTheirOwn(boolean outerIsRounded) {
    NDArray x = random(1, 8, 12);
    TwoProducts outer = new TwoProducts("float32", BFLOAT16);
    outer.dtype(outerIsRounded ? BFLOAT16 : "float32");
    KerasTensor in = Input.of(12);
    try (Model m = new Model(List.of(in), outer.apply(List.of(in)))) {
      List<NDArray> y = predict(m, x);
      assertSameBits(alone(() -> new Dense(6), outer.first, x), y.get(0));
      assertTrue(fitsIntoBfloat16(y.get(1)));
      assertEquals(outerIsRounded, fitsIntoBfloat16(y.get(2)));
    }
  }

  @Test
  void aLayerThatIsReadFromItsConfigComputesTheSame() {
    NDArray x = random(1, 8, 12);
    Keras.setDtypePolicy(BFLOAT16);
    Layer rounded = new Dense(9);
    Layer exact = new Dense(6).dtype("float32");
    try (Model m = chain(x, rounded, exact)) {
      List<NDArray> y = predict(m, x);
      Keras.setDtypePolicy("float32");
      Layer readRounded = read(rounded);
      Keras.setDtypePolicy(BFLOAT16);
      Layer readExact = read(exact);
      try (Model again = chain(x, readRounded, readExact)) {
        again.setWeights(m.getWeights());
        assertTrue(fitsIntoBfloat16(y.get(0)));
        assertFalse(fitsIntoBfloat16(y.get(1)));
        assertSameBits(y.get(0), predict(again, x).get(0));
        assertSameBits(y.get(1), predict(again, x).get(1));
      }
    }
  }

  private static Layer read(Layer layer) {
    return Layer.KIND.fromConfig(layer.className(), layer.getConfig());
  }
}
