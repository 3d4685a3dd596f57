package org.keras4j.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.keras4j.internal.graph.Casts;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Convolves each channel with kernels of its own. TensorFlow's operation has one stride for both
 * dimensions and no gaps, so the rest is composed.
 */
final class DepthwiseOperation {

  private final Ops tf;
  private final ConvArguments arguments;
  private final Consumer<Operand<TFloat32>> check;

  /**
   * Makes it.
   *
   * @param check refuses results that are too large
   */
  DepthwiseOperation(Ops tf, ConvArguments arguments, Consumer<Operand<TFloat32>> check) {
    this.tf = tf;
    this.arguments = arguments;
    this.check = check;
  }

  /** Convolves data with the channels last. */
  Operand<TFloat32> of(Operand<TFloat32> x, Operand<TFloat32> kernel) {
    long[] sizes = Convolutions.sizes(x, arguments.rank);
    int[] strides = arguments.stridesWithin(sizes);
    int[] rate = arguments.dilationWithin(sizes);
    return Convolutions.inThePlane(
        tf, x, kernel, arguments.rank, (in, k) -> inThePlane(in, k, strides, rate));
  }

  private Operand<TFloat32> inThePlane(
      Operand<TFloat32> x, Operand<TFloat32> kernel, int[] strides, int[] rate) {
    Convolutions.Strided operation = (z, s, padding) -> checked(operation(z, kernel, s, padding));
    boolean equal = IntStream.of(strides).distinct().count() == 1 || channels(kernel) == 1;
    boolean direct = SpatialArguments.ones(strides) || (equal && SpatialArguments.ones(rate));
    if (direct || Convolutions.isPointwise(arguments)) {
      return Convolutions.dilated(tf, x, arguments, strides, rate, operation);
    }
    Operand<TFloat32> padded = arguments.padding.equals("same") ? padded(x, strides, rate) : x;
    Operand<TFloat32> everywhere =
        SpatialArguments.ones(rate)
            ? operation.call(padded, new int[] {1, 1}, "VALID")
            : Dilation.ofInput(
                tf,
                padded,
                SpatialArguments.pair(1, arguments.kernelSize),
                SpatialArguments.pair(1, rate),
                false,
                z -> operation.call(z, new int[] {1, 1}, "VALID"));
    return StridedPositions.subsample(tf, everywhere, strides);
  }

  private Operand<TFloat32> checked(Operand<TFloat32> y) {
    check.accept(y);
    return y;
  }

  /**
   * For one channel it is a plain convolution. That it becomes one is not for speed: oneDNN keeps
   * its primitives under keys in which a depthwise convolution of one channel with a kernel of size
   * 1 looks like a plain one with a bias, and ends the process when it takes one for the other.
   */
  private Operand<TFloat32> operation(
      Operand<TFloat32> x, Operand<TFloat32> kernel, int[] strides, String padding) {
    return channels(kernel) == 1
        ? tf.nn.conv2d(
            x, kernel, Convolutions.operation(SpatialArguments.pair(1, strides)), padding)
        : tf.nn.depthwiseConv2dNative(
            x, kernel, Convolutions.operation(SpatialArguments.pair(strides[0], strides)), padding);
  }

  private static long channels(Operand<TFloat32> kernel) {
    return kernel.shape().get(2);
  }

  /** Adds the zeros that padding "same" means for these strides, half of them in front. */
  private Operand<TFloat32> padded(Operand<TFloat32> x, int[] strides, int[] rate) {
    List<Operand<TInt32>> pads = new ArrayList<>();
    Operand<TInt32> none = tf.constant(new int[2]);
    pads.add(none);
    int[] planarStrides = SpatialArguments.pair(1, strides);
    int[] planarRate = SpatialArguments.pair(1, rate);
    int[] kernel = SpatialArguments.pair(1, arguments.kernelSize);
    for (int i = 0; i < 2; i++) {
      int reach = (kernel[i] - 1) * planarRate[i] + 1;
      pads.add(around(x, i + 1, planarStrides[i], reach));
    }
    pads.add(none);
    return tf.pad(x, tf.stack(pads), tf.constant(0f));
  }

  /** Returns the numbers of zeros in front and behind: as many as the last window lacks. */
  private Operand<TInt32> around(Operand<TFloat32> x, int axis, int stride, int reach) {
    long n = x.shape().get(axis);
    if (n >= 0) {
      int missing = (int) Math.max((n - 1) / stride * stride + reach - n, 0);
      return tf.constant(new int[] {missing / 2, missing - missing / 2});
    }
    Operand<TInt32> size = Casts.dim(tf, x, axis);
    Operand<TInt32> s = tf.constant(stride);
    Operand<TInt32> lastStart =
        tf.math.mul(tf.math.floorDiv(tf.math.sub(size, tf.constant(1)), s), s);
    Operand<TInt32> missing =
        tf.math.maximum(
            tf.math.sub(tf.math.add(lastStart, tf.constant(reach)), size), tf.constant(0));
    Operand<TInt32> front = tf.math.floorDiv(missing, tf.constant(2));
    return tf.stack(List.of(front, tf.math.sub(missing, front)));
  }
}
