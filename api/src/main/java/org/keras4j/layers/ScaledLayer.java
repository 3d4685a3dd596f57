package org.keras4j.layers;

import org.jspecify.annotations.Nullable;
import org.keras4j.constraints.Constraint;
import org.keras4j.constraints.Constraints;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Initializer;
import org.keras4j.internal.Numbers;
import org.keras4j.ndarray.Shape;
import org.keras4j.regularizers.Regularizer;
import org.keras4j.regularizers.Regularizers;

/**
 * What the normalization layers share: a learnt scale gamma and a learnt offset beta.
 *
 * @param <S> the layer's own type
 */
public abstract class ScaledLayer<S extends ScaledLayer<S>> extends FluentLayer<S> {

  final WeightArguments betaArguments = new WeightArguments("beta", "zeros");
  final WeightArguments gammaArguments = new WeightArguments("gamma", "ones");
  private double epsilon = 1e-3;
  private boolean center = true;
  private boolean scale = true;
  private @Nullable Variable gamma;
  private @Nullable Variable beta;

  ScaledLayer() {
    WeightArguments.inOrder(betaArguments, gammaArguments);
  }

  /** Sets the small number added to variances. By default 0.001. */
  public S epsilon(double value) {
    return set("epsilon", () -> epsilon = Numbers.finite(describe(), "epsilon", value));
  }

  /** Sets whether there is an offset beta. By default true. */
  public S center(boolean value) {
    return set("center", () -> center = value);
  }

  /** Sets whether there is a scale gamma. By default true. */
  public S scale(boolean value) {
    return set("scale", () -> scale = value);
  }

  /** Sets how beta begins, by name. By default {@code "zeros"}. */
  public S betaInitializer(String name) {
    return set("betaInitializer", () -> betaArguments.initializer.set(name));
  }

  /** Sets how beta begins. */
  public S betaInitializer(Initializer i) {
    return set("betaInitializer", () -> betaArguments.initializer.set(i));
  }

  /** Sets how gamma begins, by name. By default {@code "ones"}. */
  public S gammaInitializer(String name) {
    return set("gammaInitializer", () -> gammaArguments.initializer.set(name));
  }

  /** Sets how gamma begins. */
  public S gammaInitializer(Initializer i) {
    return set("gammaInitializer", () -> gammaArguments.initializer.set(i));
  }

  /** Sets the penalty on beta by name. By default none. */
  public S betaRegularizer(String name) {
    return betaRegularizer(Regularizers.get(name));
  }

  /** Sets the penalty on beta. By default none. */
  public S betaRegularizer(@Nullable Regularizer r) {
    return set("betaRegularizer", () -> betaArguments.regularizer = r);
  }

  /** Sets the penalty on gamma by name. By default none. */
  public S gammaRegularizer(String name) {
    return gammaRegularizer(Regularizers.get(name));
  }

  /** Sets the penalty on gamma. By default none. */
  public S gammaRegularizer(@Nullable Regularizer r) {
    return set("gammaRegularizer", () -> gammaArguments.regularizer = r);
  }

  /** Sets the constraint on beta by name. By default none. */
  public S betaConstraint(String name) {
    return betaConstraint(Constraints.get(name));
  }

  /** Sets the constraint on beta. By default none. */
  public S betaConstraint(@Nullable Constraint c) {
    return set("betaConstraint", () -> betaArguments.constraint = c);
  }

  /** Sets the constraint on gamma by name. By default none. */
  public S gammaConstraint(String name) {
    return gammaConstraint(Constraints.get(name));
  }

  /** Sets the constraint on gamma. By default none. */
  public S gammaConstraint(@Nullable Constraint c) {
    return set("gammaConstraint", () -> gammaArguments.constraint = c);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  // --- For the layers ------------------------------------------------------------------------

  final double epsilon() {
    return epsilon;
  }

  /** Makes gamma and beta, those of them that are wanted. */
  final void addGammaAndBeta(Shape shape) {
    if (scale) {
      gamma = gammaArguments.applyTo(addWeight("gamma", shape, gammaArguments.initializer.get()));
    }
    if (center) {
      beta = betaArguments.applyTo(addWeight("beta", shape, betaArguments.initializer.get()));
    }
  }

  /** Returns the scale, or null if there is none. */
  final @Nullable Variable gamma() {
    return gamma;
  }

  /** Returns the offset, or null if there is none. */
  final @Nullable Variable beta() {
    return beta;
  }

  /** Exchanges {@code epsilon}, {@code center} and {@code scale}. */
  final void flagsConfig(Config c) {
    c.number("epsilon", epsilon, this::epsilon);
    c.flag("center", center, this::center);
    c.flag("scale", scale, this::scale);
  }

  final void initializerConfig(Config c) {
    betaArguments.initializerConfig(c);
    gammaArguments.initializerConfig(c);
  }

  final void penaltyConfig(Config c) {
    betaArguments.regularizerConfig(c);
    gammaArguments.regularizerConfig(c);
    betaArguments.constraintConfig(c);
    gammaArguments.constraintConfig(c);
  }
}
