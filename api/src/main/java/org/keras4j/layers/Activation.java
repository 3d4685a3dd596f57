package org.keras4j.layers;

import org.keras4j.activations.Activations;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.internal.Returned;
import org.keras4j.internal.graph.Casts;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * An activation function as a layer of its own: Keras's {@code Activation}.
 *
 * <p>Output shape as input; whole numbers stay whole with linear, relu and relu6. The same in
 * training and inference.
 */
public final class Activation extends WholeNumberLayer<Activation> {

  private org.keras4j.activations.Activation function;

  /**
   * Makes the layer.
   *
   * @param name such as {@code "relu"}
   * @throws IllegalArgumentException for an unknown name, listing the valid ones
   */
  public Activation(String name) {
    this(Activations.get(name));
  }

  /** Makes the layer with one of {@link Activations}, or any function {@code (tf, x) -> …}. */
  public Activation(org.keras4j.activations.Activation function) {
    this.function = function;
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    return Returned.value(function.call(tf, x), describe(), "the function", "a tensor");
  }

  @Override
  <T extends TNumber> Operand<?> whole(Ops tf, Operand<T> x, CallContext context) {
    if (function == Activations.LINEAR) {
      return tf.identity(x);
    }
    if (function == Activations.RELU) {
      return tf.nn.relu(x);
    }
    return function == Activations.RELU6 ? tf.nn.relu6(x) : function.call(tf, Casts.toFloat(tf, x));
  }

  @Override
  protected void config(Config c) {
    c.object("activation", function, org.keras4j.activations.Activation.KIND);
  }
}
