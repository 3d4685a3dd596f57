package org.keras4j.layers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * The product of its inputs, element by element: Keras's {@code Multiply}.
 *
 * <p>Inputs have equal shapes, or shapes that NumPy would broadcast. The same in training and
 * inference.
 */
public final class Multiply extends MergeLayer<Multiply> {

  /** Makes the layer. */
  public Multiply() {}

  @Override
  <T extends TNumber> Operand<T> combine(Ops tf, Operand<T> a, Operand<T> b) {
    return tf.math.mul(a, b);
  }
}
