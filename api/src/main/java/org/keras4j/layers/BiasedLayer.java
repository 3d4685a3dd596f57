package org.keras4j.layers;

import org.jspecify.annotations.Nullable;
import org.keras4j.activations.Activation;
import org.keras4j.activations.Activations;
import org.keras4j.constraints.Constraint;
import org.keras4j.constraints.Constraints;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Initializer;
import org.keras4j.internal.Returned;
import org.keras4j.ndarray.Shape;
import org.keras4j.regularizers.Regularizer;
import org.keras4j.regularizers.Regularizers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What layers share that end with an optional bias and an activation.
 *
 * @param <S> the layer's own type
 */
public abstract class BiasedLayer<S extends BiasedLayer<S>> extends FluentLayer<S> {

  final WeightArguments biasArguments = new WeightArguments("bias", "zeros");
  private Activation activation = Activations.LINEAR;
  private boolean useBias = true;
  private @Nullable Variable bias;

  BiasedLayer() {}

  /** Sets the activation by name. By default {@code "linear"}. */
  public S activation(String name) {
    return activation(Activations.get(name));
  }

  /**
   * Sets the activation: one of {@link Activations}, an activation layer, or any function {@code
   * (tf, x) -> …}. By default none.
   */
  public S activation(Activation a) {
    return set("activation", () -> activation = a);
  }

  /** Sets whether a bias is added. By default true. */
  public S useBias(boolean value) {
    return set("useBias", () -> useBias = value);
  }

  /** Sets how the bias begins, by name. By default {@code "zeros"}. */
  public S biasInitializer(String name) {
    return set("biasInitializer", () -> biasArguments.initializer.set(name));
  }

  /** Sets how the bias begins. */
  public S biasInitializer(Initializer i) {
    return set("biasInitializer", () -> biasArguments.initializer.set(i));
  }

  /** Sets the penalty on the bias by name. By default none. */
  public S biasRegularizer(String name) {
    return biasRegularizer(Regularizers.get(name));
  }

  /** Sets the penalty on the bias. By default none. */
  public S biasRegularizer(@Nullable Regularizer r) {
    return set("biasRegularizer", () -> biasArguments.regularizer = r);
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

  /** Makes a weight with its arguments. */
  final Variable addWeight(String name, Shape shape, WeightArguments arguments) {
    return arguments.applyTo(addWeight(name, shape, arguments.initializer.get()));
  }

  /** Makes the bias, if there is one. */
  final void addBias(long size) {
    if (useBias) {
      bias = addWeight("bias", Shape.of(size), biasArguments);
    }
  }

  /** Adds the bias, if there is one, along the last axis. */
  final Operand<TFloat32> biased(Ops tf, Operand<TFloat32> x, CallContext context) {
    return bias == null ? x : tf.nn.biasAdd(x, context.read(bias));
  }

  /** Applies the activation. */
  final Operand<TFloat32> activated(Ops tf, Operand<TFloat32> x) {
    return Returned.value(activation.call(tf, x), describe(), "the activation", "a tensor");
  }

  /** Exchanges activation and {@code use_bias}. */
  final void activationConfig(Config c) {
    c.object(
        "activation",
        activation,
        Activation.KIND,
        a -> activation(a == null ? Activations.LINEAR : a));
    c.flag("use_bias", useBias, this::useBias);
  }
}
