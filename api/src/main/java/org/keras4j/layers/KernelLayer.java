package org.keras4j.layers;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.CallContext;
import org.keras4j.Config;
import org.keras4j.FluentLayer;
import org.keras4j.Shape;
import org.keras4j.Variable;
import org.keras4j.activations.Activation;
import org.keras4j.activations.Activations;
import org.keras4j.constraints.Constraint;
import org.keras4j.constraints.Constraints;
import org.keras4j.initializers.Initializer;
import org.keras4j.regularizers.Regularizer;
import org.keras4j.regularizers.Regularizers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What layers with a kernel, an optional bias and an activation share: Dense and the convolutions.
 *
 * @param <S> the layer's own type
 */
public abstract class KernelLayer<S extends KernelLayer<S>> extends FluentLayer<S> {

  private final WeightArguments kernelArguments;
  private final WeightArguments biasArguments = new WeightArguments("bias", "zeros");
  private Activation activation = Activations.LINEAR;
  private boolean useBias = true;
  private @Nullable Variable kernel;
  private @Nullable Variable bias;

  KernelLayer() {
    this("kernel");
  }

  KernelLayer(String kernelName) {
    kernelArguments = new WeightArguments(kernelName, "glorot_uniform");
  }

  // --- Arguments -----------------------------------------------------------------------------

  /** Sets the activation by name. By default {@code "linear"}. */
  public S activation(String name) {
    return activation(Activations.get(name));
  }

  /** Sets the activation. By default none. */
  public S activation(Activation a) {
    return set("activation", () -> activation = a);
  }

  /** Sets whether a bias is added. By default true. */
  public S useBias(boolean value) {
    return set("useBias", () -> useBias = value);
  }

  /** Sets how the kernel begins, by name. By default {@code "glorot_uniform"}. */
  public S kernelInitializer(String name) {
    return set("kernelInitializer", () -> kernelArguments.initializer.set(name));
  }

  /** Sets how the kernel begins. */
  public S kernelInitializer(Initializer i) {
    return set("kernelInitializer", () -> kernelArguments.initializer.set(i));
  }

  /** Sets how the bias begins, by name. By default {@code "zeros"}. */
  public S biasInitializer(String name) {
    return set("biasInitializer", () -> biasArguments.initializer.set(name));
  }

  /** Sets how the bias begins. */
  public S biasInitializer(Initializer i) {
    return set("biasInitializer", () -> biasArguments.initializer.set(i));
  }

  /** Sets the penalty on the kernel by name. By default none. */
  public S kernelRegularizer(String name) {
    return kernelRegularizer(Regularizers.get(name));
  }

  /** Sets the penalty on the kernel. By default none. */
  public S kernelRegularizer(@Nullable Regularizer r) {
    return set("kernelRegularizer", () -> kernelArguments.regularizer = r);
  }

  /** Sets the penalty on the bias by name. By default none. */
  public S biasRegularizer(String name) {
    return biasRegularizer(Regularizers.get(name));
  }

  /** Sets the penalty on the bias. By default none. */
  public S biasRegularizer(@Nullable Regularizer r) {
    return set("biasRegularizer", () -> biasArguments.regularizer = r);
  }

  /** Sets the constraint on the kernel by name. By default none. */
  public S kernelConstraint(String name) {
    return kernelConstraint(Constraints.get(name));
  }

  /** Sets the constraint on the kernel. By default none. */
  public S kernelConstraint(@Nullable Constraint c) {
    return set("kernelConstraint", () -> kernelArguments.constraint = c);
  }

  /** Sets the constraint on the bias by name. By default none. */
  public S biasConstraint(String name) {
    return biasConstraint(Constraints.get(name));
  }

  /** Sets the constraint on the bias. By default none. */
  public S biasConstraint(@Nullable Constraint c) {
    return set("biasConstraint", () -> biasArguments.constraint = c);
  }

  // --- For the layers ------------------------------------------------------------------------

  /** Makes the kernel and, if there is one, the bias. */
  final void addKernelAndBias(String kernelName, Shape kernelShape, long biasSize) {
    kernel =
        kernelArguments.applyTo(
            addWeight(kernelName, kernelShape, kernelArguments.initializer.get()));
    if (useBias) {
      bias =
          biasArguments.applyTo(
              addWeight("bias", Shape.of(biasSize), biasArguments.initializer.get()));
    }
  }

  /** Returns the kernel. */
  final Variable kernel() {
    return Objects.requireNonNull(kernel, "not built");
  }

  /** Adds the bias, if there is one, and the activation. */
  final Operand<TFloat32> finish(Ops tf, Operand<TFloat32> x, CallContext context) {
    Operand<TFloat32> y = bias == null ? x : tf.nn.biasAdd(x, context.read(bias));
    return activation.call(tf, y);
  }

  /** Exchanges the arguments between the layer's own ones and the weights'. */
  final void activationConfig(Config c) {
    activation = ActivationConfig.exchange(c, activation, describe());
    useBias = c.flag("use_bias", useBias);
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
