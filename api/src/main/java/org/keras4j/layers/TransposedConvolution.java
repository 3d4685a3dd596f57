package org.keras4j.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.keras4j.internal.core.MemoryLimit;
import org.keras4j.ndarray.Shape;
import org.keras4j.ops.KerasOps;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What the transposed convolutions of different dimensions share.
 *
 * @param <S> the layer's own type
 */
public abstract class TransposedConvolution<S extends TransposedConvolution<S>>
    extends ConvolutionLayer<S> {

  private int @Nullable [] outputPadding;

  TransposedConvolution(int rank, int filters, int[] kernelSize) {
    super(rank, filters, kernelSize);
  }

  /**
   * Sets how much is added to the smallest output that fits, less than the stride, one number for
   * all dimensions or one for each. By default it follows from the padding. With padding {@code
   * "same"} and a kernel that covers an even number of positions it is at least 1.
   */
  public S outputPadding(int... padding) {
    return set("outputPadding", () -> outputPadding = sized(padding));
  }

  private int[] sized(int[] given) {
    int rank = arguments.rank;
    if ((given.length != 1 && given.length != rank) || Arrays.stream(given).anyMatch(p -> p < 0)) {
      throw badArgument(
          "outputPadding",
          (rank == 1 ? "a number" : "one number or " + rank) + " of at least 0",
          Arrays.toString(given));
    }
    return given.length == rank ? given.clone() : SpatialArguments.same(rank, given[0]);
  }

  /** Together with the other arguments, which may be set later. */
  private void checkOutputPadding() {
    int[] extra = outputPadding;
    for (int i = 0; extra != null && i < extra.length; i++) {
      if (extra[i] >= arguments.strides[i]) {
        throw badArgument(
            "outputPadding",
            "less than the strides " + Arrays.toString(arguments.strides),
            Arrays.toString(extra));
      }
      if (arguments.padding.equals("same") && arguments.reach(i) % 2 + extra[i] == 0) {
        throw badArgument(
            "outputPadding",
            "at least 1 with padding \"same\" and a kernel that covers an even number of positions"
                + " ("
                + arguments.reach(i)
                + ")",
            Arrays.toString(extra));
      }
    }
  }

  @Override
  Shape kernelShape(long channels) {
    checkOutputPadding();
    if (!SpatialArguments.ones(arguments.dilationRate)) {
      long[] wide = IntStream.range(0, arguments.rank).mapToLong(arguments::reach).toArray();
      MemoryLimit.check(
          describe() + ": the kernel with its gaps",
          Shape.of(wide).append(filters(), channels),
          "Use a smaller dilationRate");
    }
    return arguments.kernelShape(filters(), channels);
  }

  @Override
  Operand<TFloat32> convolve(Ops tf, Operand<TFloat32> x, Operand<TFloat32> kernel) {
    List<Operand<TInt32>> size = new ArrayList<>();
    size.add(KerasOps.of(tf).size(x, 0));
    for (int i = 0; i < arguments.rank; i++) {
      checkLength(x.shape().get(i + 1), i);
      size.add(
          tf.math.add(
              tf.math.mul(KerasOps.of(tf).size(x, i + 1), tf.constant(arguments.strides[i])),
              tf.constant(excess(i))));
    }
    size.add(tf.constant(filters()));
    return Convolutions.transposed(tf, x, kernel, size, arguments);
  }

  private void checkLength(long input, int axis) {
    long length = input * arguments.strides[axis] + excess(axis);
    if (length > Integer.MAX_VALUE) {
      throw badArgument(
          "strides",
          "small enough that an input of length " + input + " becomes shorter than 2^31",
          Arrays.toString(arguments.strides));
    }
  }

  /** Returns by how much the output is longer than input times stride. */
  private int excess(int axis) {
    int stride = arguments.strides[axis];
    int reach = arguments.reach(axis);
    int[] extra = outputPadding;
    if (arguments.padding.equals("same")) {
      return extra == null ? 0 : reach % 2 + extra[axis] - stride;
    }
    return extra == null ? Math.max(reach - stride, 0) : reach + extra[axis] - stride;
  }

  @Override
  void paddingConfig(Config c) {
    c.integersOrNull("output_padding", outputPadding, this::outputPadding);
  }
}
