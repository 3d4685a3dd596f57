package org.keras4j.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
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

  @Override
  <T extends TNumber> Operand<T> combineMasked(
      Ops tf, List<Operand<T>> inputs, List<@Nullable Operand<TBool>> masks) {
    return MaskedMerging.product(tf, inputs, masks);
  }
}
