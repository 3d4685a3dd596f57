package org.keras4j.layers;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.constraints.Constraint;
import org.keras4j.constraints.Constraints;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Initializer;
import org.keras4j.ndarray.Shape;
import org.keras4j.regularizers.Regularizer;
import org.keras4j.regularizers.Regularizers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What the separable convolutions of different dimensions share: a depthwise convolution, then one
 * of size 1 that mixes the channels.
 *
 * @param <S> the layer's own type
 */
public abstract class SeparableConvolution<S extends SeparableConvolution<S>>
    extends DepthwiseLayer<S> {

  private final WeightArguments pointwise = new WeightArguments("pointwise", "glorot_uniform");
  private int filters;
  private @Nullable Variable pointwiseKernel;

  SeparableConvolution(int rank, int filters, int[] kernelSize) {
    super(rank, kernelSize);
    this.filters = checkFilters(filters);
    WeightArguments.inOrder(depthwise, pointwise, biasArguments);
  }

  private int checkFilters(int n) {
    if (n < 1) {
      throw badArgument("filters", "at least 1", n);
    }
    return n;
  }

  /** Sets how the pointwise kernel begins, by name. By default {@code "glorot_uniform"}. */
  public S pointwiseInitializer(String name) {
    return set("pointwiseInitializer", () -> pointwise.initializer.set(name));
  }

  /** Sets how the pointwise kernel begins. */
  public S pointwiseInitializer(Initializer i) {
    return set("pointwiseInitializer", () -> pointwise.initializer.set(i));
  }

  /** Sets the penalty on the pointwise kernel by name. By default none. */
  public S pointwiseRegularizer(String name) {
    return pointwiseRegularizer(Regularizers.get(name));
  }

  /** Sets the penalty on the pointwise kernel. By default none. */
  public S pointwiseRegularizer(@Nullable Regularizer r) {
    return set("pointwiseRegularizer", () -> pointwise.regularizer = r);
  }

  /** Sets the constraint on the pointwise kernel by name. By default none. */
  public S pointwiseConstraint(String name) {
    return pointwiseConstraint(Constraints.get(name));
  }

  /** Sets the constraint on the pointwise kernel. By default none. */
  public S pointwiseConstraint(@Nullable Constraint c) {
    return set("pointwiseConstraint", () -> pointwise.constraint = c);
  }

  @Override
  protected void build(Shape input) {
    long channels = addDepthwiseKernel("depthwise_kernel", input);
    long[] ones = arguments.rank == 1 ? new long[] {1} : new long[] {1, 1};
    pointwiseKernel =
        addWeight("pointwise_kernel", Shape.of(ones).append(channels, filters), pointwise);
    addBias(filters);
  }

  @Override
  final Operand<TFloat32> mixed(Ops tf, Operand<TFloat32> y, CallContext context) {
    Operand<TFloat32> k = context.read(Objects.requireNonNull(pointwiseKernel));
    return Convolutions.pointwise(tf, y, k, arguments.rank);
  }

  @Override
  protected void config(Config c) {
    multiplierConfig(c);
    c.integer("filters", filters);
    sizesConfig(c);
    depthwise.initializerConfig(c);
    pointwise.initializerConfig(c);
    biasArguments.initializerConfig(c);
    depthwise.regularizerConfig(c);
    pointwise.regularizerConfig(c);
    biasArguments.regularizerConfig(c);
    activityRegularizerConfig(c);
    depthwise.constraintConfig(c);
    pointwise.constraintConfig(c);
    biasArguments.constraintConfig(c);
  }
}
