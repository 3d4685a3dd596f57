package org.keras4j.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.family.TNumber;

/**
 * The greatest of its inputs, element by element: Keras's {@code Maximum}.
 *
 * <p>Inputs have equal shapes, or shapes that NumPy would broadcast. The same in training and
 * inference.
 */
public final class Maximum extends MergeLayer<Maximum> {

  /** Makes the layer. */
  public Maximum() {}

  @Override
  <T extends TNumber> Operand<T> combine(Ops tf, Operand<T> a, Operand<T> b) {
    return tf.math.maximum(a, b);
  }

  @Override
  <T extends TNumber> Operand<T> combineMasked(
      Ops tf, List<Operand<T>> inputs, List<@Nullable Operand<TBool>> masks) {
    return MaskedMerging.extreme(tf, this, inputs, masks);
  }
}
