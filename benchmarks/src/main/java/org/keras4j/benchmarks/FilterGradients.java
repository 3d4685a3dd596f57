package org.keras4j.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Concat;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * Compares ways of computing the gradient of a convolution by its filters, the most expensive part
 * of training a convolutional network: {@code FilterGradients}. A table in Markdown, in
 * milliseconds, with how far each result is from the first.
 */
public final class FilterGradients {

  private static final int ROUNDS = 9;
  private static final List<Long> ONES = List.of(1L, 1L, 1L, 1L);

  private final Ops tf;
  private final Operand<TFloat32> images;
  private final Operand<TFloat32> errors;
  private final int batch;
  private final int side;
  private final int in;
  private final int out;
  private final int outSide;

  private FilterGradients(Ops tf, Operand<TFloat32> images, Operand<TFloat32> errors, int[] sizes) {
    this.tf = tf;
    this.images = images;
    this.errors = errors;
    batch = sizes[0];
    side = sizes[1];
    in = sizes[2];
    out = sizes[3];
    outSide = side - 2;
  }

  /** Measures both convolutions of the network of {@code cnn256}. */
  public static void main(String[] args) {
    Kernels.load();
    System.out.println("| convolution | way | ms (min–max) | GFLOP/s | difference |");
    System.out.println("|---|---|---|---|---|");
    for (int[] sizes : new int[][] {{256, 28, 1, 64}, {256, 13, 64, 128}}) {
      compare(sizes);
    }
    System.out.printf(
        Locale.ROOT,
        "%nA large product of matrices: %.0f GFLOP/s. On %s, %s.%n",
        Peak.measure(),
        Machine.describe(),
        Machine.javaVersions());
  }

  private static void compare(int[] sizes) {
    try (Kernels kernels = new Kernels()) {
      int outSide = sizes[1] - 2;
      var g =
          new FilterGradients(
              kernels.tf,
              kernels.value("images", sizes[0], sizes[1], sizes[1], sizes[2]),
              kernels.value("errors", sizes[0], outSide, outSide, sizes[3]),
              sizes);
      Map<String, Operand<TFloat32>> ways = g.ways();
      Map<String, double[]> seconds = new LinkedHashMap<>();
      Map<String, float[]> results = new LinkedHashMap<>();
      for (int round = -1; round < ROUNDS; round++) {
        for (var way : ways.entrySet()) {
          long start = System.nanoTime();
          float[] result = run(kernels.session, way.getValue());
          double s = (System.nanoTime() - start) / 1e9;
          results.put(way.getKey(), result);
          if (round >= 0) {
            seconds.computeIfAbsent(way.getKey(), k -> new double[ROUNDS])[round] = s;
          }
        }
      }
      float[] first = results.values().iterator().next();
      double work = 2. * sizes[0] * outSide * outSide * 9 * sizes[2] * sizes[3] / 1e9;
      results.forEach(
          (way, result) ->
              print(
                  sizes,
                  way,
                  Objects.requireNonNull(seconds.get(way)),
                  work,
                  difference(first, result)));
    }
  }

  private static float[] run(Session session, Operand<TFloat32> fetch) {
    try (var result = session.runner().fetch(fetch).run();
        TFloat32 t = (TFloat32) result.get(0)) {
      float[] values = new float[(int) t.size()];
      t.asRawTensor().data().asFloats().read(values);
      return values;
    }
  }

  private static double difference(float[] a, float[] b) {
    double worst = 0;
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      worst = Math.max(worst, Math.abs(a[i] - b[i]));
      largest = Math.max(largest, Math.abs(a[i]));
    }
    return worst / largest;
  }

  private static void print(int[] sizes, String way, double[] s, double work, double difference) {
    double median = Figures.median(s);
    System.out.printf(
        Locale.ROOT,
        "| %d to %d channels | %s | %.1f (%.1f–%.1f) | %.0f | %.0e |%n",
        sizes[2],
        sizes[3],
        way,
        1e3 * median,
        1e3 * Arrays.stream(s).min().orElseThrow(),
        1e3 * Arrays.stream(s).max().orElseThrow(),
        work / median,
        difference);
  }

  private Map<String, Operand<TFloat32>> ways() {
    Map<String, Operand<TFloat32>> ways = new LinkedHashMap<>();
    ways.put("TensorFlow's operation", operation(images, errors));
    ways.put("batch in 2 parts", split(2));
    ways.put("batch in 8 parts", split(8));
    ways.put("patches, one product", patches());
    ways.put("nine shifts, nine products", shifts());
    ways.put("forward convolution, batch and channels exchanged", transposed());
    return ways;
  }

  private Operand<TFloat32> operation(Operand<TFloat32> x, Operand<TFloat32> dy) {
    return tf.nn.conv2dBackpropFilter(x, tf.constant(new int[] {3, 3, in, out}), dy, ONES, "VALID");
  }

  private Operand<TFloat32> split(int parts) {
    Operand<TFloat32> sum = null;
    for (int i = 0; i < parts; i++) {
      int n = batch / parts;
      Operand<TFloat32> part =
          operation(
              slice(images, new int[] {i * n, 0, 0, 0}, new int[] {n, side, side, in}),
              slice(errors, new int[] {i * n, 0, 0, 0}, new int[] {n, outSide, outSide, out}));
      sum = sum == null ? part : tf.math.add(sum, part);
    }
    return Objects.requireNonNull(sum);
  }

  private Operand<TFloat32> slice(Operand<TFloat32> x, int[] begin, int[] size) {
    return tf.slice(x, tf.constant(begin), tf.constant(size));
  }

  /** Every window of the images as a row; the windows' transpose times the errors. */
  private Operand<TFloat32> patches() {
    Operand<TFloat32> rows =
        tf.image.extractImagePatches(images, List.of(1L, 3L, 3L, 1L), ONES, ONES, "VALID");
    return tf.reshape(product(rows, 9 * in), tf.constant(new int[] {3, 3, in, out}));
  }

  private Operand<TFloat32> product(Operand<TFloat32> rows, int width) {
    return tf.linalg.matMul(
        tf.reshape(rows, tf.constant(new int[] {-1, width})),
        tf.reshape(errors, tf.constant(new int[] {-1, out})),
        MatMul.transposeA(true));
  }

  /** For each place of the filter the images moved by it; never all windows at once. */
  private Operand<TFloat32> shifts() {
    List<Operand<TFloat32>> products = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      products.add(
          product(
              slice(
                  images, new int[] {0, i / 3, i % 3, 0}, new int[] {batch, outSide, outSide, in}),
              in));
    }
    Concat<TFloat32> all = tf.concat(products, tf.constant(0));
    return tf.reshape(all, tf.constant(new int[] {3, 3, in, out}));
  }

  /** Channels are images, images are channels, and the errors are the filters. */
  private Operand<TFloat32> transposed() {
    Operand<TFloat32> result =
        tf.nn.conv2d(
            tf.linalg.transpose(images, tf.constant(new int[] {3, 1, 2, 0})),
            tf.linalg.transpose(errors, tf.constant(new int[] {1, 2, 0, 3})),
            ONES,
            "VALID");
    return tf.linalg.transpose(result, tf.constant(new int[] {1, 2, 0, 3}));
  }
}
