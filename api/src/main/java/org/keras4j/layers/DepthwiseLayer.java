package org.keras4j.layers;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.constraints.Constraint;
import org.keras4j.constraints.Constraints;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Initializer;
import org.keras4j.internal.core.MemoryLimit;
import org.keras4j.ndarray.Shape;
import org.keras4j.regularizers.Regularizer;
import org.keras4j.regularizers.Regularizers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What depthwise and separable convolutions share: each channel has {@code depthMultiplier} kernels
 * of its own.
 *
 * @param <S> the layer's own type
 */
public abstract class DepthwiseLayer<S extends DepthwiseLayer<S>> extends BiasedLayer<S> {

  private static final List<String> PADDINGS = List.of("valid", "same");

  final ConvArguments arguments;
  final WeightArguments depthwise = new WeightArguments("depthwise", "glorot_uniform");
  private int depthMultiplier = 1;
  private @Nullable Variable kernel;

  DepthwiseLayer(int rank, int[] kernelSize) {
    arguments = new ConvArguments(rank, kernelSize, this::badArgument);
    WeightArguments.inOrder(depthwise, biasArguments);
  }

  /** Sets the number of kernels for each channel. By default 1. */
  public S depthMultiplier(int value) {
    return set("depthMultiplier", () -> depthMultiplier = checkMultiplier(value));
  }

  private int checkMultiplier(int value) {
    if (value < 1) {
      throw badArgument("depthMultiplier", "at least 1", value);
    }
    return value;
  }

  /**
   * Sets by how much the kernel moves, one number for all dimensions or one for each. By default 1.
   */
  public S strides(int... strides) {
    return set("strides", () -> arguments.strides(strides));
  }

  /** Sets what happens at the borders: {@code "valid"} (the default) or {@code "same"}. */
  public S padding(String padding) {
    return set("padding", () -> arguments.padding(padding, PADDINGS));
  }

  /** Sets the distance between the kernel's elements. By default 1. */
  public S dilationRate(int... rate) {
    return set("dilationRate", () -> arguments.dilationRate(rate));
  }

  /**
   * Sets where the channels are: {@code "channels_last"} (the default), {@code "channels_first"}.
   */
  public S dataFormat(String format) {
    return set("dataFormat", () -> arguments.dataFormat = DataFormat.of(format));
  }

  /** Sets how the depthwise kernel begins, by name. By default {@code "glorot_uniform"}. */
  public S depthwiseInitializer(String name) {
    return set("depthwiseInitializer", () -> depthwise.initializer.set(name));
  }

  /** Sets how the depthwise kernel begins. */
  public S depthwiseInitializer(Initializer i) {
    return set("depthwiseInitializer", () -> depthwise.initializer.set(i));
  }

  /** Sets the penalty on the depthwise kernel by name. By default none. */
  public S depthwiseRegularizer(String name) {
    return depthwiseRegularizer(Regularizers.get(name));
  }

  /** Sets the penalty on the depthwise kernel. By default none. */
  public S depthwiseRegularizer(@Nullable Regularizer r) {
    return set("depthwiseRegularizer", () -> depthwise.regularizer = r);
  }

  /** Sets the constraint on the depthwise kernel by name. By default none. */
  public S depthwiseConstraint(String name) {
    return depthwiseConstraint(Constraints.get(name));
  }

  /** Sets the constraint on the depthwise kernel. By default none. */
  public S depthwiseConstraint(@Nullable Constraint c) {
    return set("depthwiseConstraint", () -> depthwise.constraint = c);
  }

  // --- For the layers ------------------------------------------------------------------------

  @Override
  protected InputSpec inputSpec() {
    return arguments.inputSpec();
  }

  /** Makes the depthwise kernel and returns the number of channels behind it. */
  final long addDepthwiseKernel(String name, Shape input) {
    arguments.checkSize(input);
    long channels = arguments.channels(input);
    kernel = addWeight(name, arguments.kernelShape(channels, depthMultiplier), depthwise);
    return channels * depthMultiplier;
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    arguments.checkSize(Shape.of(x.shape().asArray()));
    DataFormat format = arguments.dataFormat;
    Operand<TFloat32> k = context.read(Objects.requireNonNull(kernel));
    Operand<TFloat32> y =
        new DepthwiseOperation(tf, arguments, this::checkMemory).of(format.toLast(tf, x), k);
    return activated(tf, format.fromLast(tf, biased(tf, mixed(tf, y, context), context)));
  }

  /** Of a result that is not the layer's output and may be larger. */
  private void checkMemory(Operand<TFloat32> y) {
    MemoryLimit.check(
        describe() + ": the output of the depthwise convolution",
        Shape.of(y.shape().asArray()),
        "Make it or the batch smaller");
  }

  /** What comes between the depthwise convolution and the bias. */
  Operand<TFloat32> mixed(Ops tf, Operand<TFloat32> y, CallContext context) {
    return y;
  }

  final void multiplierConfig(Config c) {
    c.integer("depth_multiplier", depthMultiplier, this::depthMultiplier);
  }

  final void sizesConfig(Config c) {
    c.integers("kernel_size", arguments.kernelSize);
    c.integers("strides", arguments.strides, this::strides);
    c.text("padding", arguments.padding, this::padding);
    DataFormat.config(c, arguments.dataFormat, this::dataFormat);
    c.integers("dilation_rate", arguments.dilationRate, this::dilationRate);
    activationConfig(c);
  }
}
