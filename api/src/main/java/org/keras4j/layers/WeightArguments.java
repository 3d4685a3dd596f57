package org.keras4j.layers;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.keras4j.constraints.Constraint;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;
import org.keras4j.initializers.InitializerArgument;
import org.keras4j.internal.graph.Casts;
import org.keras4j.internal.graph.ShapeInference;
import org.keras4j.ndarray.Shape;
import org.keras4j.regularizers.Regularizer;
import org.tensorflow.Operand;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

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

  /**
   * Passes regularizer and constraint on to the weight.
   *
   * @throws IllegalArgumentException if one of them cannot take a weight of this shape
   */
  Variable applyTo(Variable v) {
    Regularizer r = regularizer;
    if (r != null) {
      check("regularizer", v, (tf, w) -> Casts.penalty(tf, r, w));
    }
    Constraint c = constraint;
    if (c != null) {
      Shape after = check("constraint", v, (tf, w) -> Casts.constrained(tf, c, v, w));
      if (!after.isCompatibleWith(v.shape())) {
        throw refused("constraint", v, "it gives a value of shape " + after, null);
      }
    }
    return v.regularizer(regularizer).constraint(constraint);
  }

  /** Tries what would fail in the first training step otherwise. */
  private static Shape check(
      String what, Variable v, BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> function) {
    try {
      return ShapeInference.outputs(
              List.of(v.shape()),
              null,
              (tf, in, context) -> List.of(function.apply(tf, Casts.toFloat(tf, in.get(0)))))
          .shapes()
          .get(0);
    } catch (IllegalArgumentException | TensorFlowException e) {
      throw refused(what, v, e.getMessage(), e);
    }
  }

  private static IllegalArgumentException refused(
      String what, Variable v, @Nullable String reason, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "The "
            + what
            + " of weight '"
            + v.path()
            + "' cannot take its shape "
            + v.shape()
            + ": "
            + reason,
        cause);
  }

  void initializerConfig(Config c) {
    initializer.config(c, weight + "_initializer");
  }

  void regularizerConfig(Config c) {
    c.object(weight + "_regularizer", regularizer, Regularizer.KIND, r -> regularizer = r);
  }

  void constraintConfig(Config c) {
    c.object(weight + "_constraint", constraint, Constraint.KIND, v -> constraint = v);
  }
}
