package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.keras4j.layers.Add;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Embedding;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.GlobalAveragePooling1D;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/** What a predictor takes, and what it says to everything else. */
class PredictorInputsTest {

  private static Sequential images(long... shape) {
    return Sequential.of(Input.of(shape), new Flatten(), new Dense(2));
  }

  private static Model words() {
    var in = Input.of(DType.INT32, -1).name("words");
    return new Model(in, new GlobalAveragePooling1D().apply(new Embedding(9, 3).apply(in)));
  }

  private static Model two() {
    var a = Input.of(2).name("left");
    var b = Input.of(3).name("right");
    var left = new Dense(4).apply(a);
    var right = new Dense(4).apply(b);
    var sum = new Add().apply(left, right);
    return new Model(Map.of("left", a, "right", b), Map.of("sum", sum, "first", left));
  }

  private static void refuses(String expected, Executable call) {
    var e = assertThrows(IllegalArgumentException.class, call);
    assertEquals(expected, e.getMessage());
  }

  @Test
  void takesNestedArraysOfEveryType() {
    try (var m = images(2);
        var p = m.predictor()) {
      NDArray expected = p.predict(NDArray.of(new float[][] {{1, 2}, {3, 255}}));
      assertEquals(expected, p.predict(new float[][] {{1, 2}, {3, 255}}));
      assertEquals(expected, p.predict(new double[][] {{1, 2}, {3, 255}}));
      assertEquals(expected, p.predict(new int[][] {{1, 2}, {3, 255}}));
      assertEquals(expected, p.predict(new byte[][] {{1, 2}, {3, -1}}));
    }
    try (var m = images(1, 2);
        var p = m.predictor()) {
      NDArray expected = p.predict(NDArray.of(new float[][][] {{{1, 2}}, {{3, 4}}}));
      assertEquals(expected, p.predict(new float[][][] {{{1, 2}}, {{3, 4}}}));
      assertEquals(expected, p.predict(new double[][][] {{{1, 2}}, {{3, 4}}}));
      assertEquals(expected, p.predict(new int[][][] {{{1, 2}}, {{3, 4}}}));
      assertEquals(expected, p.predict(new byte[][][] {{{1, 2}}, {{3, 4}}}));
    }
    try (var m = images(1, 2, 1);
        var p = m.predictor()) {
      NDArray expected = p.predict(NDArray.of(new float[][][][] {{{{1}, {2}}}}));
      assertEquals(expected, p.predict(new float[][][][] {{{{1}, {2}}}}));
      assertEquals(expected, p.predict(new double[][][][] {{{{1}, {2}}}}));
      assertEquals(expected, p.predict(new int[][][][] {{{{1}, {2}}}}));
      assertEquals(expected, p.predict(new byte[][][][] {{{{1}, {2}}}}));
    }
  }

  @Test
  void takesALastAxisOfOneOrNoneAsTheModelDoes() {
    try (var m = images(1, 2, 1);
        var p = m.predictor()) {
      NDArray x = NDArray.of(new float[][][] {{{1, 2}}, {{3, 4}}});
      assertTrue(p.predict(x).allClose(m.predictOnBatch(x), 1e-6, 1e-6));
      assertTrue(p.predictOne(x.get(0)).allClose(p.predict(x).get(0), 1e-6, 1e-6));
    }
  }

  @Test
  void takesBuffersWithoutMovingThem() {
    try (var m = images(2);
        var p = m.predictor()) {
      NDArray expected = p.predict(new float[][] {{1, 2}, {3, 4}});
      FloatBuffer heap = FloatBuffer.wrap(new float[] {9, 1, 2, 3, 4, 9}).position(1).limit(5);
      assertEquals(expected, p.predict(heap));
      assertEquals(1, heap.position());
      FloatBuffer direct =
          ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder()).asFloatBuffer();
      direct.put(new float[] {1, 2, 3, 4}).flip();
      assertEquals(expected, p.predict(direct));
      assertEquals(expected, p.predict(direct.asReadOnlyBuffer()));
    }
  }

  @Test
  void refusesBuffersThatEndWithinASample() {
    try (var m = images(2);
        var p = m.predictor()) {
      for (int length : new int[] {0, 3}) {
        refuses(
            "Predictor of model '"
                + m.name()
                + "' expects samples of 2 elements, shape (2,), for input '"
                + p.describe().inputNames().get(0)
                + "'; received a buffer with "
                + length
                + " elements, which is not a multiple",
            () -> p.predict(FloatBuffer.allocate(length)));
      }
    }
  }

  @Test
  void takesOneSampleWithoutTheBatchAxis() {
    try (var m = images(1, 2);
        var p = m.predictor()) {
      NDArray batch = NDArray.of(new float[][][] {{{1, 2}}, {{3, 4}}});
      NDArray one = p.predictOne(batch.get(1));
      assertEquals(Shape.of(2), one.shape());
      assertTrue(one.allClose(p.predict(batch).get(1), 1e-6, 1e-6));
      String name = p.describe().inputNames().get(0);
      refuses(
          "Predictor of model '"
              + m.name()
              + "' expects one sample of shape (1, 2) for input '"
              + name
              + "'; received (2, 1, 2), which is a batch: use predict",
          () -> p.predictOne(batch));
      refuses(
          "Predictor of model '"
              + m.name()
              + "' expects an array of shape (None, 1, 2) for input '"
              + name
              + "'; received (1, 2), which is one sample: use predictOne",
          () -> p.predict(batch.get(0)));
    }
  }

  @Test
  void takesAndReturnsArraysByName() {
    NDArray left = NDArray.of(new float[][] {{1, 2}});
    NDArray right = NDArray.of(new float[][] {{3, 4, 5}});
    try (var m = two().name("pair");
        var p = m.predictor()) {
      Map<String, NDArray> given = Map.of("right", right, "left", left);
      Map<String, NDArray> expected = m.predictByName(given, o -> o.verbose(0));
      Map<String, NDArray> got = p.predictByName(given);
      assertEquals(List.copyOf(expected.keySet()), List.copyOf(got.keySet()));
      assertEquals(List.copyOf(got.values()), p.predict(given));
      expected.forEach((name, array) -> assertTrue(array.allClose(got.get(name), 1e-6, 1e-6)));
      refuses(
          "Unknown input of model 'pair' 'lift'. Did you mean 'left'? Valid names: left, right",
          () -> p.predict(Map.of("lift", left, "right", right)));
      refuses(
          "There is no array for input of model 'pair': right; received [left]",
          () -> p.predictByName(Map.of("left", left)));
      refuses(
          "Predictor of model 'pair' expects an array of shape (None, 3) for input 'right';"
              + " received (1, 2)",
          () -> p.predict(Map.of("left", left, "right", left)));
      refuses(
          "Predictor of model 'pair': all inputs must have the same number of samples; received 1"
              + " for 'left', 2 for 'right'",
          () -> p.predict(List.of(left, NDArray.zeros(2, 3))));
      refuses(
          "Predictor of model 'pair' has 2 inputs [left, right]; received 1 array",
          () -> p.predict(left));
      refuses(
          "Predictor of model 'pair' has 2 inputs [left, right]; received one Java array for one: use"
              + " predict with a list or by name",
          () -> p.predict(new float[][] {{1, 2}}));
    }
  }

  /** As Keras does; what has been computed there is compared with. */
  @Test
  void convertsArraysOfOtherTypes() {
    var in = Input.of(DType.UINT8, 4);
    try (var m =
            new Model(in, new Dense(4).kernelInitializer("identity").useBias(false).apply(in));
        var p = m.predictor()) {
      NDArray expected = NDArray.of(new float[][] {{0, 3, 255, 7}});
      NDArray whole = NDArray.of(new int[][] {{256, 3, -1, 7}});
      NDArray fractions = NDArray.of(new float[][] {{256, 3.99f, -1, 7}});
      for (NDArray given : List.of(whole, fractions)) {
        assertEquals(expected, p.predict(given));
        assertEquals(expected, m.predict(given, o -> o.verbose(0)));
      }
    }
  }

  @Test
  void refusesFractionsForWholeNumbers() {
    try (var m = words().name("text");
        var p = m.predictor()) {
      NDArray expected = p.predict(NDArray.of(new int[][] {{1, 2, 3}}));
      assertEquals(expected, p.predict(new int[][] {{1, 2, 3}}));
      assertEquals(expected, p.predict(new byte[][] {{1, 2, 3}}));
      refuses(
          "Predictor of model 'text' expects elements of type int32 for input 'words'; received"
              + " float32. Give whole numbers, or an NDArray with asType(DType.INT32)",
          () -> p.predict(new float[][] {{1, 2, 3}}));
      refuses(
          "Predictor of model 'text' has other elements than floats: input 'words' int32, output '"
              + p.describe().outputNames().get(0)
              + "' float32; use predict with arrays",
          () -> p.predict(new float[] {1, 2, 3}));
    }
  }

  @Test
  void refusesRowsOfDifferentLength() {
    try (var m = images(2).name("pixels");
        var p = m.predictor()) {
      var e =
          assertThrows(
              IllegalArgumentException.class, () -> p.predict(new float[][] {{1, 2}, {3}}));
      assertTrue(
          e.getMessage()
              .startsWith(
                  "Predictor of model 'pixels' expects an array of shape (None, 2) for input '"
                      + p.describe().inputNames().get(0)
                      + "': "),
          e.getMessage());
      assertTrue(e.getMessage().contains("expected 2 as in the first row, received 1"));
    }
  }

  @Test
  void letsNaNThrough() {
    try (var m = images(2);
        var p = m.predictor()) {
      assertTrue(Float.isNaN(p.predict(new float[] {Float.NaN, 1})[0]));
      assertTrue(Float.isNaN(p.predict(new float[][] {{Float.NaN, 1}}).getFloat(0, 0)));
    }
  }

  @Test
  void describesInputsAndOutputs() {
    try (var m = two().name("pair");
        var p = m.predictor()) {
      assertEquals(
          "pair(left: float32 (None, 2), right: float32 (None, 3))"
              + " -> (first: float32 (None, 4), sum: float32 (None, 4))",
          p.describe().toString());
      assertEquals(List.of("left", "right"), p.describe().inputNames());
      assertEquals(DType.FLOAT32, p.describe().outputs().get(1).dtype());
    }
    try (var m = words().name("text");
        var p = m.predictor()) {
      assertEquals("words: int32 (None, None)", p.describe().inputs().get(0).toString());
    }
  }

  @Test
  void takesTheMetadataOfItsMoment() {
    try (var m = images(2)) {
      assertEquals(Map.of(), m.metadata().asMap());
      m.metadata("classes", List.of("cat", "dog"));
      m.metadata("preprocessing", "scale to 0…1");
      try (var p = m.predictor()) {
        m.metadata("preprocessing", "none");
        assertEquals(List.of("cat", "dog"), p.metadata().strings("classes"));
        assertEquals("scale to 0…1", p.metadata().string("preprocessing"));
        assertEquals("none", m.metadata().string("preprocessing"));
        refuses(
            "Unknown metadata 'class'. Did you mean 'classes'? Valid names: classes, preprocessing",
            () -> p.metadata().strings("class"));
        refuses(
            "The metadata 'classes' is a list; use strings: [cat, dog]",
            () -> p.metadata().string("classes"));
        refuses(
            "The metadata 'preprocessing' is a text, not a list; use string: 'scale to 0…1'",
            () -> p.metadata().strings("preprocessing"));
      }
      refuses("The name of an entry of metadata must not be empty", () -> m.metadata("", "value"));
      assertThrows(
          UnsupportedOperationException.class, () -> m.metadata().asMap().put("other", "value"));
    }
  }

  @Test
  void keepsItsArraysToItself() {
    float[] sample = {1, 2};
    try (var m = images(2);
        var p = m.predictor()) {
      float[] first = p.predict(sample);
      float[] copy = first.clone();
      p.predict(new float[] {3, 4});
      assertArrayEquals(copy, first);
      assertArrayEquals(new float[] {1, 2}, sample);
    }
  }
}
