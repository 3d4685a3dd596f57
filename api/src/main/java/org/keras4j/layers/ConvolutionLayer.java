package org.keras4j.layers;

import java.util.List;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What convolutions and transposed convolutions share.
 *
 * @param <S> the layer's own type
 */
public abstract class ConvolutionLayer<S extends ConvolutionLayer<S>> extends KernelLayer<S> {

  final ConvArguments arguments;
  private int filters;

  ConvolutionLayer(int rank, int filters, int[] kernelSize) {
    this.filters = checkFilters(filters);
    arguments = new ConvArguments(rank, kernelSize, this::badArgument);
  }

  private int checkFilters(int n) {
    if (n < 1) {
      throw badArgument("filters", "at least 1", n);
    }
    return n;
  }

  /** Sets the size of the kernel, one number for all dimensions or one for each. */
  public S kernelSize(int... size) {
    return set(
        "kernelSize",
        () ->
            arguments.kernelSize =
                SpatialArguments.of(arguments.rank, size, "kernelSize", this::badArgument));
  }

  /**
   * Sets by how much the kernel moves from one output to the next, one number for all dimensions or
   * one for each. By default 1.
   */
  public S strides(int... strides) {
    return set(
        "strides",
        () -> {
          arguments.strides(strides);
          arguments.checkDilation();
        });
  }

  /**
   * Sets what happens at the borders: {@code "valid"} (the default) uses only what is there, {@code
   * "same"} adds zeros so that with strides of 1 the output has the input's size.
   */
  public S padding(String padding) {
    return set("padding", () -> arguments.padding(padding, paddings()));
  }

  /**
   * Sets the distance between the kernel's elements, one number for all dimensions or one for each;
   * not together with strides above 1. By default 1.
   */
  public S dilationRate(int... rate) {
    return set(
        "dilationRate",
        () -> {
          arguments.dilationRate(rate);
          arguments.checkDilation();
        });
  }

  /**
   * Sets where the channels are: {@code "channels_last"} (the default), {@code "channels_first"}.
   */
  public S dataFormat(String format) {
    return set("dataFormat", () -> arguments.dataFormat = DataFormat.of(format));
  }

  // --- For the layers ------------------------------------------------------------------------

  /** Returns the paddings that this layer knows. */
  List<String> paddings() {
    return List.of("valid", "same");
  }

  /** Returns the number of output channels. */
  final int filters() {
    return filters;
  }

  @Override
  protected InputSpec inputSpec() {
    return arguments.inputSpec();
  }

  /** Refuses an input of which nothing would be left. */
  void checkSize(Shape input) {}

  /** Returns the kernel's shape for an input with this number of channels. */
  abstract Shape kernelShape(long channels);

  @Override
  protected void build(Shape input) {
    checkSize(input);
    addKernelAndBias(kernelShape(arguments.channels(input)), filters);
  }

  /** Convolves data with the channels last. */
  abstract Operand<TFloat32> convolve(Ops tf, Operand<TFloat32> x, Operand<TFloat32> kernel);

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    checkSize(Shape.of(x.shape().asArray()));
    DataFormat format = arguments.dataFormat;
    Operand<TFloat32> y = convolve(tf, format.toLast(tf, x), context.read(kernel()));
    return activated(tf, format.fromLast(tf, biased(tf, y, context)));
  }

  @Override
  protected void config(Config c) {
    c.integer("filters", filters);
    c.integers("kernel_size", arguments.kernelSize);
    c.integers("strides", arguments.strides, this::strides);
    c.text("padding", arguments.padding, this::padding);
    paddingConfig(c);
    DataFormat.config(c, arguments.dataFormat, this::dataFormat);
    c.integers("dilation_rate", arguments.dilationRate, this::dilationRate);
    groupConfig(c);
    activationConfig(c);
    weightConfig(c);
  }

  void paddingConfig(Config c) {}

  void groupConfig(Config c) {}

  @Override
  final void moreConfig(Config c) {
    activityRegularizerConfig(c);
  }
}
