package org.keras4j.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.keras4j.internal.graph.Casts;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Kernels with gaps. TensorFlow's own dilation has a wrong gradient in the library that Java uses,
 * so it is expressed by operations whose gradients are right.
 */
final class Dilation {

  private Dilation() {}

  /**
   * Convolves with gaps of {@code rate − 1}: every rate-th row and column becomes an image of its
   * own in the batch, is convolved without gaps, and goes back to its place.
   *
   * @param same whether the output has the input's size
   */
  static Operand<TFloat32> ofInput(
      Ops tf,
      Operand<TFloat32> x,
      int[] kernelSize,
      int[] rate,
      boolean same,
      UnaryOperator<Operand<TFloat32>> convolution) {
    List<Operand<TInt32>> pads = new ArrayList<>();
    List<Operand<TInt32>> crops = new ArrayList<>();
    for (int i = 0; i < rate.length; i++) {
      int total = same ? (kernelSize[i] - 1) * rate[i] : 0;
      int before = total / 2;
      Operand<TInt32> fill = fill(tf, x, i + 1, total, rate[i]);
      pads.add(
          tf.stack(List.of(tf.constant(before), tf.math.add(tf.constant(total - before), fill))));
      crops.add(tf.stack(List.of(tf.constant(0), fill)));
    }
    Operand<TInt32> block = tf.constant(rate);
    return tf.batchToSpaceNd(
        convolution.apply(tf.spaceToBatchNd(x, block, tf.stack(pads))), block, tf.stack(crops));
  }

  /** Returns how much is missing to a multiple of the rate. */
  private static Operand<TInt32> fill(
      Ops tf, Operand<TFloat32> x, int axis, int padding, int rate) {
    long n = x.shape().get(axis);
    return n >= 0
        ? tf.constant((int) Math.floorMod(-(n + padding), (long) rate))
        : tf.math.floorMod(
            tf.math.neg(tf.math.add(Casts.dim(tf, x, axis), tf.constant(padding))),
            tf.constant(rate));
  }

  /** Returns the kernel with zeros in its gaps; itself without dilation. */
  static Operand<TFloat32> ofKernel(Ops tf, Operand<TFloat32> kernel, ConvArguments a) {
    Operand<TFloat32> k = kernel;
    for (int axis = 0; axis < a.rank; axis++) {
      if (a.dilationRate[axis] > 1) {
        k = spread(tf, k, axis, a.dilationRate[axis]);
      }
    }
    return k;
  }

  /** Puts {@code rate − 1} zeros between the elements along an axis. */
  private static Operand<TFloat32> spread(Ops tf, Operand<TFloat32> k, int axis, int rate) {
    long[] dims = k.shape().asArray();
    int rank = dims.length;
    int[][] pads = new int[rank + 1][2];
    pads[axis + 1][1] = rate - 1;
    Operand<TFloat32> gaps =
        tf.pad(tf.expandDims(k, tf.constant(axis + 1)), tf.constant(pads), tf.constant(0f));
    long size = dims[axis];
    dims[axis] = size * rate;
    Operand<TFloat32> flat = tf.reshape(gaps, tf.constant(dims));
    dims[axis] = (size - 1) * rate + 1;
    // 32-bit numbers: the gradient of slices with 64-bit ones cannot be built.
    int[] size32 = Arrays.stream(dims).mapToInt(Math::toIntExact).toArray();
    return tf.slice(flat, tf.constant(new int[rank]), tf.constant(size32));
  }
}
