package org.keras4j.layers;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.keras4j.Config;
import org.keras4j.Variable;
import org.keras4j.constraints.Constraint;
import org.keras4j.constraints.Constraints;
import org.keras4j.initializers.InitializerArgument;
import org.keras4j.regularizers.Regularizer;
import org.keras4j.regularizers.Regularizers;

/**
 * The three arguments that Keras gives each kind of weight: initializer, regularizer, constraint.
 */
final class WeightArguments {

  final InitializerArgument initializer;
  @Nullable Regularizer regularizer;
  @Nullable Constraint constraint;
  private final String weight;

  WeightArguments(String weight, String defaultInitializer) {
    this.weight = weight;
    this.initializer = new InitializerArgument(defaultInitializer);
  }

  /** Says in which order Keras's constructor treats the initializers of a layer's weights. */
  static void inOrder(WeightArguments... arguments) {
    InitializerArgument.inOrder(
        Arrays.stream(arguments).map(a -> a.initializer).toArray(InitializerArgument[]::new));
  }

  /** Passes regularizer and constraint on to the weight. */
  Variable applyTo(Variable v) {
    return v.regularizer(regularizer).constraint(constraint);
  }

  void initializerConfig(Config c) {
    initializer.config(c, weight + "_initializer");
  }

  void regularizerConfig(Config c) {
    regularizer =
        c.keras(weight + "_regularizer", regularizer, "keras.regularizers", Regularizers::get);
  }

  void constraintConfig(Config c) {
    constraint = c.keras(weight + "_constraint", constraint, "keras.constraints", Constraints::get);
  }
}
