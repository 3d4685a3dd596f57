package org.keras4j.augment;

import java.util.List;
import java.util.Objects;
import java.util.function.DoublePredicate;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.internal.Names;
import org.keras4j.internal.Numbers;
import org.keras4j.internal.graph.Casts;
import org.keras4j.internal.graph.ImmediateCall;
import org.keras4j.layers.FluentLayer;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * What the layers that take images share: a batch or a single image, channels last or first. They
 * compute on batches with channels last; everything else is turned around here.
 *
 * @param <S> the layer's own type
 */
abstract class ImageLayer<S extends ImageLayer<S>> extends FluentLayer<S> {

  private static final String LAST = "channels_last";
  private static final String FIRST = "channels_first";

  private boolean channelsFirst;

  ImageLayer() {}

  /**
   * Sets the order of the axes: {@code "channels_last"}, shape {@code (batch, height, width,
   * channels)}, or {@code "channels_first"}, shape {@code (batch, channels, height, width)}, which
   * is slower. By default {@code "channels_last"}.
   *
   * @throws IllegalArgumentException if the name is unknown
   */
  public S dataFormat(String format) {
    return set("dataFormat", () -> channelsFirst = isFirst(format));
  }

  private static boolean isFirst(String format) {
    Objects.requireNonNull(format, "dataFormat");
    if (!format.equals(LAST) && !format.equals(FIRST)) {
      throw Names.unknown("data format", format, List.of(LAST, FIRST));
    }
    return format.equals(FIRST);
  }

  /** Computes the output for a batch of images with channels last. */
  abstract Operand<? extends TNumber> transform(Images images, CallContext context);

  @Override
  protected List<Operand<?>> call(Ops tf, List<Operand<?>> inputs, CallContext context) {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException(
          describe() + " takes one input; received " + inputs.size());
    }
    Operand<? extends TNumber> x = pixels(tf, inputs.get(0), context);
    boolean single = isSingleImage(x);
    Operand<? extends TNumber> batch = single ? tf.expandDims(x, tf.constant(0)) : x;
    Images images =
        new Images(tf, channelsFirst ? tf.linalg.transpose(batch, order(tf, 0, 2, 3, 1)) : batch);
    Operand<? extends TNumber> y = transform(images, context);
    if (channelsFirst) {
      y = tf.linalg.transpose(y, order(tf, 0, 3, 1, 2));
    }
    return List.of(single ? tf.squeeze(y, Squeeze.axis(List.of(0L))) : y);
  }

  /**
   * A batch has four axes, a single image three. An axis of unknown size in front is a batch's, so
   * three axes of that kind are a batch whose images lack their channels.
   */
  private boolean isSingleImage(Operand<?> x) {
    int rank = x.shape().numDimensions();
    boolean single = rank == 3 && x.shape().get(0) >= 0;
    if (!single && rank != 4) {
      String axes = channelsFirst ? "channels, height, width" : "height, width, channels";
      throw new IllegalArgumentException(
          describe()
              + " expects images of shape (batch, "
              + axes
              + "), or one image without the batch; received shape "
              + Shape.of(x.shape().asArray())
              + (rank == 3 ? ". Images need a channel axis: expandDims(-1) adds one" : ""));
    }
    return single;
  }

  /** As in Keras, pixels keep their type only when the layer is called on data. */
  @SuppressWarnings("unchecked") // what is not a truth value is a number
  private static Operand<? extends TNumber> pixels(Ops tf, Operand<?> x, CallContext context) {
    return x.type() == TBool.class || !ImmediateCall.isContextOf(context)
        ? Casts.toFloat(tf, x)
        : (Operand<? extends TNumber>) x;
  }

  private static Operand<TInt32> order(Ops tf, int... axes) {
    return tf.constant(axes);
  }

  /**
   * Returns a factor if all its numbers are valid.
   *
   * @param interval the valid numbers, for the error
   */
  final Factor checked(String argument, Factor factor, DoublePredicate valid, String interval) {
    if (!factor.all(valid)) {
      throw badArgument(argument, "a number in " + interval + ", or a range within", factor);
    }
    return factor;
  }

  /** Returns a number if float32 can hold it: any other would become infinite without a word. */
  final double floatingPoint(String argument, double value) {
    Numbers.finite(describe(), argument, value);
    if (Float.isInfinite((float) value)) {
      throw badArgument(argument, "a number in the range of float32", value);
    }
    return value;
  }

  final int checkSize(String argument, int size) {
    if (size <= 0) {
      throw badArgument(argument, "a positive number of pixels", size);
    }
    return size;
  }

  @Override
  protected void config(Config c) {
    c.text("data_format", channelsFirst ? FIRST : LAST, this::dataFormat);
  }
}
