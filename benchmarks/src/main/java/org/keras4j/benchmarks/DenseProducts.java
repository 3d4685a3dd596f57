package org.keras4j.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * Times what a training step of a dense layer of 784 by 800 cannot do without, each operation by
 * itself: its product forward, the gradient of its weights, Adam's update; and other ways to
 * compute the same: {@code DenseProducts}. Tables in Markdown, in milliseconds.
 *
 * <p>Each is timed twice: with what it reads still in the processor's caches, if they hold it, and
 * after passing over as many bytes as the rest of a step does.
 */
public final class DenseProducts {

  private static final int IN = 784;
  private static final int OUT = 800;
  private static final int ROUNDS = 40;
  private static final List<Long> ONES = List.of(1L, 1L, 1L, 1L);

  /** Floats that are read and written between two operations, 25 MB: about a step of mlp16. */
  private static final int BETWEEN = 2 << 20;

  private final Kernels kernels;
  private final Ops tf;
  private final int batch;
  private final Operand<TFloat32> x;
  private final Operand<TFloat32> weights;
  private final Operand<TFloat32> bias;
  private final Operand<TFloat32> errors;

  private DenseProducts(Kernels kernels, int batch) {
    this.kernels = kernels;
    this.tf = kernels.tf;
    this.batch = batch;
    x = kernels.value("x", batch, IN);
    weights = kernels.value("weights", IN, OUT);
    bias = kernels.value("bias", OUT);
    errors = kernels.value("errors", batch, OUT);
  }

  /** Measures the batches of {@code mlp16} and {@code mlp256}. */
  public static void main(String[] args) {
    Kernels.load();
    for (int batch : new int[] {16, 256}) {
      System.out.printf(
          Locale.ROOT, "| batch %d | ms (min–max) | ms after other work (min–max) |%n", batch);
      System.out.println("|---|---|---|");
      try (Kernels kernels = new Kernels()) {
        new DenseProducts(kernels, batch).compare();
      }
      System.out.println();
    }
    System.out.println("On " + Machine.describe() + ", " + Machine.javaVersions() + ".");
  }

  private void compare() {
    Op between =
        tf.assignAddVariableOp(kernels.variable("sum", BETWEEN), kernels.value("other", BETWEEN));
    Map<String, double[]> warm = new LinkedHashMap<>();
    Map<String, double[]> cold = new LinkedHashMap<>();
    Map<String, Op> ways = ways();
    var order = new ArrayList<>(ways.entrySet());
    var random = new Random(1);
    for (int round = -3; round < ROUNDS; round++) {
      // What ran before leaves its traces in the caches: nobody always follows the same one.
      Collections.shuffle(order, random);
      for (var way : order) {
        kernels.run(between);
        double first = 1e3 * kernels.run(way.getValue());
        double second = 1e3 * kernels.run(way.getValue());
        if (round >= 0) {
          cold.computeIfAbsent(way.getKey(), k -> new double[ROUNDS])[round] = first;
          warm.computeIfAbsent(way.getKey(), k -> new double[ROUNDS])[round] = second;
        }
      }
    }
    for (String way : ways.keySet()) {
      System.out.printf(
          "| %s | %s | %s |%n",
          way,
          text(Objects.requireNonNull(warm.get(way))),
          text(Objects.requireNonNull(cold.get(way))));
    }
  }

  private Map<String, Op> ways() {
    Map<String, Op> ways = new LinkedHashMap<>();
    ways.put("forward, with bias and relu", tf.nn.relu(tf.nn.biasAdd(product(), bias)));
    ways.put("forward, product alone", product());
    ways.put("forward, both turned round", turned());
    ways.put("forward, as a convolution of one pixel", convolution());
    ways.put("forward, in 4 parts of the inputs", inParts(4));
    ways.put("gradient of the weights", tf.linalg.matMul(x, errors, MatMul.transposeA(true)));
    ways.put(
        "gradient of the weights, turned round",
        tf.linalg.matMul(errors, x, MatMul.transposeA(true)));
    ways.put("gradient of the weights, in 4 parts of the inputs", gradientInParts(4));
    ways.put("Adam", adam());
    return ways;
  }

  private Operand<TFloat32> product() {
    return tf.linalg.matMul(x, weights);
  }

  private Operand<TFloat32> turned() {
    return tf.linalg.matMul(weights, x, MatMul.transposeA(true), MatMul.transposeB(true));
  }

  private Operand<TFloat32> convolution() {
    return tf.nn.conv2d(shaped(x, batch, 1, 1, IN), shaped(weights, 1, 1, IN, OUT), ONES, "VALID");
  }

  private Operand<TFloat32> inParts(int parts) {
    Operand<TFloat32> inputs =
        tf.linalg.transpose(shaped(x, batch, parts, IN / parts), tf.constant(new int[] {1, 0, 2}));
    return tf.sum(
        tf.train.batchMatMul(inputs, shaped(weights, parts, IN / parts, OUT), TFloat32.class),
        tf.constant(0));
  }

  private Operand<TFloat32> gradientInParts(int parts) {
    Operand<TFloat32> inputs = tf.linalg.transpose(x, tf.constant(new int[] {1, 0}));
    return shaped(
        tf.train.batchMatMul(shaped(inputs, parts, IN / parts, batch), errors, TFloat32.class),
        IN,
        OUT);
  }

  private Op adam() {
    Operand<TFloat32> power = tf.constant(.9f);
    return tf.train.resourceApplyAdam(
        kernels.variable("trained", IN, OUT),
        kernels.variable("m", IN, OUT),
        kernels.variable("v", IN, OUT),
        power,
        power,
        tf.constant(1e-3f),
        tf.constant(.9f),
        tf.constant(.999f),
        tf.constant(1e-7f),
        kernels.value("gradient", IN, OUT));
  }

  private Operand<TFloat32> shaped(Operand<TFloat32> value, int... shape) {
    return tf.reshape(value, tf.constant(shape));
  }

  private static String text(double[] ms) {
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f–%.2f)",
        Figures.median(ms),
        Figures.quantile(ms, 0),
        Figures.quantile(ms, 1));
  }
}
