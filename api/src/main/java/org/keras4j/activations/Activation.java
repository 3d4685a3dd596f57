package org.keras4j.activations;

import org.keras4j.core.Kind;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A function applied to every element of an output; write your own as a lambda. */
@FunctionalInterface
public interface Activation {

  /** The activations that are known by name. */
  Kind<Activation> KIND =
      Kind.of("keras.activations", Activation.class, "activation")
          .writingFunctions(Activations::describe);

  /** Adds the function to a graph. */
  Operand<TFloat32> call(Ops tf, Operand<TFloat32> x);
}
