package org.keras4j.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keras4j.internal.graph.LayerProbe;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/** Normalization of many values, or of values far from 0, against sums in double precision. */
class LargeValuesTest {

  private static final double EPSILON = 1e-3;

  private final Random random = new Random(1);

  /** Keras 3.15: at most 0.016. */
  @ParameterizedTest
  @CsvSource({"1000, 1", "100000, 1", "1000000, 1", "100000, 3", "100000, 8"})
  void aConstantFeatureBecomesZero(int n, int features) {
    assertBatchNormalized(1e-2, constant(200.3f), -1, n, features);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 8192x1",
    "-1, 8192x16",
    "1, 512x3x16",
    "-1, 64x50x5",
    "-1, 32x32x32x2",
    "-1, 32x32x32x16",
    "1, 32x8x32x32",
    "1, 32x2x32x32",
    "2, 16x9x8x10",
    "-1, 8x8x8x8x6",
    "-1, 8x8x8x8x2",
    "1, 8x6x8x8x8"
  })
  void valuesFarFromZeroKeepTheirDifferences(int axis, String dims) {
    assertBatchNormalized(1e-3, () -> (float) (1e6 + random.nextGaussian()), axis, parse(dims));
  }

  /** Keras 3.15: 1.6e-7. */
  @Test
  void manyPixels() {
    assertBatchNormalized(1e-6, () -> (float) random.nextInt(256), -1, 128, 128, 128, 1);
    assertBatchNormalized(1e-6, () -> random.nextInt(10) < 3 ? 1f : 0f, 1, 128, 1, 128, 128);
  }

  @ParameterizedTest
  @CsvSource({"8192x1", "8192x8", "16x16x16x3", "16x16x16x8"})
  void gradientsAreThoseOfTheCentredValues(String dims) {
    long[] shape = parse(dims);
    float[] near = values(shape, () -> random.nextInt(64) / 16f);
    float[] far = near.clone();
    for (int i = 0; i < far.length; i++) {
      far[i] += 0x1p19f; // exact, so both have the same gradient
    }
    List<NDArray> dy = List.of(NDArray.wrap(values(shape, random::nextFloat), shape));
    var expected = probe(NDArray.wrap(near, shape), dy);
    var got = probe(NDArray.wrap(far, shape), dy);
    assertNear(1e-5, expected.outputs().get(0), got.outputs().get(0));
    assertNear(1e-5, expected.inputGradients().get(0), got.inputGradients().get(0));
    assertNear(1e-5, expected.weightGradients().get(0), got.weightGradients().get(0));
  }

  /** Keras 3.15: 0.15. */
  @Test
  void layerNormalizationKeepsTheDifferences() {
    int n = 64;
    int features = 256;
    float[] x = values(new long[] {n, features}, () -> (float) (1e6 + random.nextGaussian()));
    float[] y = new LayerNormalization().apply(NDArray.wrap(x, n, features)).toFloatArray();
    for (int i = 0; i < n; i++) {
      int from = i * features;
      double[] row = new double[features];
      Arrays.setAll(row, j -> x[from + j]);
      var m = Moments.of(row);
      for (int j = 0; j < features; j++) {
        assertEquals(m.normalized(row[j]), y[from + j], 1e-5);
      }
    }
  }

  private static LayerProbe.Outcome probe(NDArray x, List<NDArray> dy) {
    return LayerProbe.run(new BatchNormalization(), List.of(x), dy, true);
  }

  private static void assertNear(double tolerance, NDArray expected, NDArray got) {
    float[] e = expected.toFloatArray();
    float[] g = got.toFloatArray();
    double largest = 1e-6;
    for (float v : e) {
      largest = Math.max(largest, Math.abs(v));
    }
    for (int i = 0; i < e.length; i++) {
      assertEquals(e[i], g[i], tolerance * largest);
    }
  }

  private void assertBatchNormalized(
      double tolerance, Supplier<Float> value, int axis, long... shape) {
    float[] x = values(shape, value);
    var layer = new BatchNormalization().axis(axis).momentum(0);
    float[] y = layer.apply(NDArray.wrap(x, shape), true).toFloatArray();
    float[] means = layer.getWeights().get(2).toFloatArray();
    float[] variances = layer.getWeights().get(3).toFloatArray();
    int a = axis < 0 ? axis + shape.length : axis;
    int features = (int) shape[a];
    int inner = 1;
    for (int i = a + 1; i < shape.length; i++) {
      inner *= (int) shape[i];
    }
    for (int f = 0; f < features; f++) {
      double[] own = new double[x.length / features];
      double[] got = new double[own.length];
      int n = 0;
      for (int i = f * inner; i < x.length; i += features * inner) {
        for (int j = 0; j < inner; j++) {
          own[n] = x[i + j];
          got[n++] = y[i + j];
        }
      }
      var m = Moments.of(own);
      double worst = 0;
      for (int i = 0; i < n; i++) {
        worst = Math.max(worst, Math.abs(got[i] - m.normalized(own[i])));
      }
      assertEquals(0, worst, tolerance, "output of feature " + f);
      double digit = Math.abs(m.mean) * 1e-7;
      double spread = Math.sqrt(m.variance + EPSILON);
      assertEquals(m.mean, means[f], digit + 1e-2 * spread, "mean of feature " + f);
      assertEquals(m.variance, variances[f], 1e-4 * (m.variance + EPSILON), "variance of " + f);
    }
  }

  private record Moments(double mean, double variance) {
    static Moments of(double[] values) {
      double mean = Arrays.stream(values).average().orElseThrow();
      return new Moments(
          mean, Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    }

    double normalized(double v) {
      return (v - mean) / Math.sqrt(variance + EPSILON);
    }
  }

  private static Supplier<Float> constant(float value) {
    return () -> value;
  }

  private static float[] values(long[] shape, Supplier<Float> value) {
    float[] x = new float[(int) Shape.of(shape).size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = value.get();
    }
    return x;
  }

  private static long[] parse(String dims) {
    return Arrays.stream(dims.split("x")).mapToLong(Long::parseLong).toArray();
  }
}
