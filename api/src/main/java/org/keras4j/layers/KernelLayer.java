package org.keras4j.layers;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.constraints.Constraint;
import org.keras4j.constraints.Constraints;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Initializer;
import org.keras4j.ndarray.Shape;
import org.keras4j.regularizers.Regularizer;
import org.keras4j.regularizers.Regularizers;

/**
 * What layers with a kernel, an optional bias and an activation share: Dense and the convolutions.
 *
 * @param <S> the layer's own type
 */
public abstract class KernelLayer<S extends KernelLayer<S>> extends BiasedLayer<S> {

  private final WeightArguments kernelArguments = new WeightArguments("kernel", "glorot_uniform");
  private @Nullable Variable kernel;

  KernelLayer() {
    WeightArguments.inOrder(kernelArguments, biasArguments);
  }

  /** Sets how the kernel begins, by name. By default {@code "glorot_uniform"}. */
  public S kernelInitializer(String name) {
    return set("kernelInitializer", () -> kernelArguments.initializer.set(name));
  }

  /** Sets how the kernel begins. */
  public S kernelInitializer(Initializer i) {
    return set("kernelInitializer", () -> kernelArguments.initializer.set(i));
  }

  /** Sets the penalty on the kernel by name. By default none. */
  public S kernelRegularizer(String name) {
    return kernelRegularizer(Regularizers.get(name));
  }

  /** Sets the penalty on the kernel. By default none. */
  public S kernelRegularizer(@Nullable Regularizer r) {
    return set("kernelRegularizer", () -> kernelArguments.regularizer = r);
  }

  /** Sets the constraint on the kernel by name. By default none. */
  public S kernelConstraint(String name) {
    return kernelConstraint(Constraints.get(name));
  }

  /** Sets the constraint on the kernel. By default none. */
  public S kernelConstraint(@Nullable Constraint c) {
    return set("kernelConstraint", () -> kernelArguments.constraint = c);
  }

  // --- For the layers ------------------------------------------------------------------------

  /** Makes the kernel and, if there is one, the bias. */
  final void addKernelAndBias(Shape kernelShape, long biasSize) {
    kernel = addWeight("kernel", kernelShape, kernelArguments);
    addBias(biasSize);
  }

  /** Returns the kernel. */
  final Variable kernel() {
    return Objects.requireNonNull(kernel, "not built");
  }

  /** Exchanges the weights' arguments in Keras's order. */
  final void weightConfig(Config c) {
    kernelArguments.initializerConfig(c);
    biasArguments.initializerConfig(c);
    kernelArguments.regularizerConfig(c);
    biasArguments.regularizerConfig(c);
    moreConfig(c);
    kernelArguments.constraintConfig(c);
    biasArguments.constraintConfig(c);
  }

  /** What some layers keep between regularizers and constraints. */
  void moreConfig(Config c) {}
}
