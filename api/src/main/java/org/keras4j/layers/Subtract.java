package org.keras4j.layers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * The difference of its two inputs, first minus second, element by element: Keras's {@code
 * Subtract}.
 *
 * <p>Inputs have equal shapes, or shapes that NumPy would broadcast. The same in training and
 * inference.
 */
public final class Subtract extends MergeLayer<Subtract> {

  /** Makes the layer. */
  public Subtract() {}

  @Override
  <T extends TNumber> Operand<T> combine(Ops tf, Operand<T> a, Operand<T> b) {
    return tf.math.sub(a, b);
  }

  @Override
  void checkNumber(int n) {
    if (n != 2) {
      throw new IllegalArgumentException(
          describe() + " subtracts its second input from its first; received " + n + " inputs");
    }
  }
}
