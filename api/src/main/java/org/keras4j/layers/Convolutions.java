package org.keras4j.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Convolutions of data with the channels last, in one dimension or two. One dimension is computed
 * as two, of which the first has size 1.
 */
final class Convolutions {

  private Convolutions() {}

  /** Convolves, each of the groups of channels with its share of the filters. */
  static Operand<TFloat32> convolve(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> kernel, int groups, ConvArguments a) {
    int[] strides = a.stridesWithin(sizes(x, a.rank));
    int[] rate = a.dilationWithin(sizes(x, a.rank));
    return inThePlane(
        tf,
        a.padding.equals("causal") ? causal(tf, x, (a.kernelSize[0] - 1) * rate[0]) : x,
        kernel,
        a.rank,
        (in, k) ->
            dilated(
                tf,
                in,
                a,
                strides,
                rate,
                (z, steps, padding) ->
                    inGroups(
                        tf,
                        z,
                        k,
                        groups,
                        (p, q) ->
                            tf.nn.conv2d(
                                p, q, operation(SpatialArguments.pair(1, steps)), padding))));
  }

  /** Returns the spatial sizes, −1 for unknown ones. */
  static long[] sizes(Operand<?> x, int rank) {
    return IntStream.range(0, rank).mapToLong(i -> x.shape().get(i + 1)).toArray();
  }

  /** The operation could do it at once, but its gradient could not. */
  private static Operand<TFloat32> inGroups(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> kernel, int groups, Planar convolution) {
    if (groups == 1) {
      return convolution.call(x, kernel);
    }
    Operand<TInt32> last = tf.constant(3);
    List<Output<TFloat32>> xs = tf.split(last, x, (long) groups).output();
    List<Output<TFloat32>> kernels = tf.split(last, kernel, (long) groups).output();
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      parts.add(convolution.call(xs.get(i), kernels.get(i)));
    }
    return tf.concat(parts, last);
  }

  /** Convolves with a kernel of size 1: mixes channels. */
  static Operand<TFloat32> pointwise(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> kernel, int rank) {
    return inThePlane(
        tf, x, kernel, rank, (in, k) -> tf.nn.conv2d(in, k, operation(new int[] {1, 1}), "VALID"));
  }

  /**
   * The gradient of a convolution, used forward.
   *
   * @param kernel of shape (…, filters, channels)
   * @param outputSize of the output: batch, spatial sizes, channels
   */
  static Operand<TFloat32> transposed(
      Ops tf,
      Operand<TFloat32> x,
      Operand<TFloat32> kernel,
      List<Operand<TInt32>> outputSize,
      ConvArguments a) {
    Operand<TFloat32> wide = Dilation.ofKernel(tf, kernel, a);
    List<Operand<TInt32>> size =
        a.rank == 2
            ? outputSize
            : List.of(outputSize.get(0), tf.constant(1), outputSize.get(1), outputSize.get(2));
    if (isPointwise(a)) {
      return inThePlane(
          tf,
          x,
          kernel,
          a.rank,
          (in, k) -> {
            Operand<TFloat32> flipped = tf.linalg.transpose(k, tf.constant(new int[] {0, 1, 3, 2}));
            Operand<TFloat32> y = tf.nn.conv2d(in, flipped, operation(new int[] {1, 1}), "VALID");
            return StridedPositions.insertZeros(tf, y, a.strides, size);
          });
    }
    return inThePlane(
        tf,
        x,
        wide,
        a.rank,
        (in, k) ->
            tf.nn.conv2dBackpropInput(
                tf.stack(size),
                k,
                in,
                operation(SpatialArguments.pair(1, a.strides)),
                upper(a.padding)));
  }

  @FunctionalInterface
  interface Planar {
    Operand<TFloat32> call(Operand<TFloat32> x, Operand<TFloat32> kernel);
  }

  /** Sees data of one dimension as images of height 1. */
  static Operand<TFloat32> inThePlane(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> kernel, int rank, Planar convolution) {
    if (rank == 2) {
      return convolution.call(x, kernel);
    }
    Operand<TFloat32> y =
        convolution.call(tf.expandDims(x, tf.constant(1)), tf.expandDims(kernel, tf.constant(0)));
    return tf.squeeze(y, Squeeze.axis(List.of(1L)));
  }

  @FunctionalInterface
  interface Strided {
    Operand<TFloat32> call(Operand<TFloat32> x, int[] strides, String padding);
  }

  /** Convolves images with strides or with gaps in the kernel, by an operation without gaps. */
  static Operand<TFloat32> dilated(
      Ops tf,
      Operand<TFloat32> x,
      ConvArguments a,
      int[] strides,
      int[] rate,
      Strided convolution) {
    String padding = upper(a.padding);
    if (isPointwise(a)) {
      return convolution.call(
          StridedPositions.subsample(tf, x, strides), new int[] {1, 1}, padding);
    }
    if (SpatialArguments.ones(rate)) {
      return convolution.call(x, strides, padding);
    }
    UnaryOperator<Operand<TFloat32>> dense = z -> convolution.call(z, strides, "VALID");
    return Dilation.ofInput(
        tf,
        x,
        SpatialArguments.pair(1, a.kernelSize),
        SpatialArguments.pair(1, rate),
        padding.equals("SAME"),
        dense);
  }

  /** Returns whether each output depends on one position only, and not every position is used. */
  static boolean isPointwise(ConvArguments a) {
    return SpatialArguments.ones(a.kernelSize) && !SpatialArguments.ones(a.strides);
  }

  /** Zeros before the first step, so that no output sees a later one. */
  private static Operand<TFloat32> causal(Ops tf, Operand<TFloat32> x, int before) {
    return tf.pad(x, tf.constant(new int[][] {{0, 0}, {before, 0}, {0, 0}}), tf.constant(0f));
  }

  private static String upper(String padding) {
    return padding.equals("same") ? "SAME" : "VALID";
  }

  /** Returns strides or sizes with 1 for batch and channels. */
  static List<Long> operation(int[] spatial) {
    Long[] all = new Long[spatial.length + 2];
    Arrays.fill(all, 1L);
    for (int i = 0; i < spatial.length; i++) {
      all[i + 1] = (long) spatial[i];
    }
    return List.of(all);
  }
}
