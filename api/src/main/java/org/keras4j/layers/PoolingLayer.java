package org.keras4j.layers;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.internal.Names;
import org.keras4j.internal.graph.Casts;
import org.keras4j.ndarray.Shape;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * What the pooling layers share: one number from each window of the input.
 *
 * @param <S> the layer's own type
 */
public abstract class PoolingLayer<S extends PoolingLayer<S>> extends WholeNumberLayer<S> {

  private static final List<String> PADDINGS = List.of("valid", "same");

  private final int rank;
  private int[] poolSize;
  private int @Nullable [] strides;
  private String padding = "valid";
  private DataFormat dataFormat = DataFormat.CHANNELS_LAST;

  PoolingLayer(int rank, int[] poolSize) {
    this.rank = rank;
    this.poolSize = SpatialArguments.of(rank, poolSize, "poolSize", this::badArgument);
  }

  /** Sets the size of the window, one number for all dimensions or one for each. */
  public S poolSize(int... size) {
    return set(
        "poolSize",
        () -> poolSize = SpatialArguments.of(rank, size, "poolSize", this::badArgument));
  }

  /**
   * Sets by how much the window moves, one number for all dimensions or one for each. By default
   * its size, so that windows do not overlap.
   */
  public S strides(int... steps) {
    return set(
        "strides", () -> strides = SpatialArguments.of(rank, steps, "strides", this::badArgument));
  }

  /**
   * Sets what happens at the borders: {@code "valid"} (the default) leaves incomplete windows out,
   * {@code "same"} keeps them.
   */
  public S padding(String name) {
    return set("padding", () -> padding = checkPadding(name));
  }

  private static String checkPadding(String name) {
    if (!PADDINGS.contains(name)) {
      throw Names.unknown("padding", name, PADDINGS);
    }
    return name;
  }

  /**
   * Sets where the channels are: {@code "channels_last"} (the default), {@code "channels_first"}.
   */
  public S dataFormat(String format) {
    return set("dataFormat", () -> dataFormat = DataFormat.of(format));
  }

  @Override
  protected InputSpec inputSpec() {
    return InputSpec.ofRank(rank + 2);
  }

  @Override
  protected void build(Shape input) {
    checkSize(input);
  }

  private void checkSize(Shape input) {
    for (int i = 0; i < rank && padding.equals("valid"); i++) {
      long n = input.get(dataFormat.firstSpatialAxis() + i);
      if (n != Shape.UNKNOWN && n < poolSize[i]) {
        throw badArgument(
            "poolSize",
            "no larger than the input, unless padding is \"same\"",
            Arrays.toString(poolSize) + " for input shape " + input);
      }
    }
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    checkSize(Shape.of(x.shape().asArray()));
    // Relu and maximum commute, in value and in gradient: on the smaller side relu costs a
    // fraction.
    Operand<TFloat32> beforeRelu = context.training() && takesMaximum() ? beforeRelu(x) : null;
    Operand<TFloat32> y = pooled(tf, beforeRelu == null ? x : beforeRelu, context.training());
    return beforeRelu == null ? y : tf.nn.relu(y);
  }

  @Override
  <T extends TNumber> Operand<?> whole(Ops tf, Operand<T> x, CallContext context) {
    return takesMaximum() ? pooled(tf, x, false) : call(tf, Casts.toFloat(tf, x), context);
  }

  private <T extends TNumber> Operand<T> pooled(Ops tf, Operand<T> x, boolean training) {
    Operand<T> in = dataFormat.toLast(tf, x);
    Operand<T> y = pool(tf, rank == 2 ? in : tf.expandDims(in, tf.constant(1)), training);
    return dataFormat.fromLast(tf, rank == 2 ? y : tf.squeeze(y, Squeeze.axis(List.of(1L))));
  }

  /** Adds the operation for images with the channels last. */
  private <T extends TNumber> Operand<T> pool(Ops tf, Operand<T> x, boolean training) {
    List<Long> size = Convolutions.operation(windows(x.shape().asArray()));
    List<Long> steps =
        Convolutions.operation(SpatialArguments.pair(1, strides == null ? poolSize : strides));
    String borders = padding.equals("same") ? "SAME" : "VALID";
    return takesMaximum()
        ? MaxPool.of(tf, x, size, steps, borders, training)
        : tf.nn.avgPool(x, size, steps, borders);
  }

  /**
   * Returns the sizes of the window, none of them above twice that of the image. Such a window
   * holds the whole image wherever it stands, and TensorFlow visits every place of a larger one,
   * for hours.
   */
  private int[] windows(long[] image) {
    int[] size = SpatialArguments.pair(1, poolSize).clone();
    for (int i = 0; i < size.length; i++) {
      if (image[i + 1] > 0) {
        size[i] = (int) Math.min(size[i], 2 * image[i + 1]);
      }
    }
    return size;
  }

  /** Returns whether the layer takes the greatest value of each window, else their mean. */
  abstract boolean takesMaximum();

  @SuppressWarnings("unchecked") // relu keeps the type
  private static @Nullable Operand<TFloat32> beforeRelu(Operand<TFloat32> x) {
    return x.op() instanceof GraphOperation op && op.type().equals("Relu")
        ? (Operand<TFloat32>) op.inputs().get(0)
        : null;
  }

  @Override
  protected void config(Config c) {
    c.integers("pool_size", poolSize, this::poolSize);
    c.text("padding", padding, this::padding);
    c.integersOrNull("strides", strides == null ? poolSize : strides, this::stridesOrNone);
    DataFormat.config(c, dataFormat, this::dataFormat);
  }

  private void stridesOrNone(int @Nullable [] steps) {
    if (steps != null) {
      strides(steps);
    }
  }
}
