package org.keras4j.activations;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Kind;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A function for which Keras has a layer, as which it can be saved.
 *
 * @param layer Keras's class name
 * @param arguments those of the layer
 */
record Parameterized(String layer, Map<String, @Nullable Object> arguments, Activation function)
    implements Activation {

  @Override
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> x) {
    return function.call(tf, x);
  }

  Object describe() {
    return Kind.written("keras.layers", layer, arguments);
  }
}
