package org.keras4j.layers;

import org.keras4j.internal.graph.Casts;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * The mean of its inputs, element by element: Keras's {@code Average}.
 *
 * <p>Inputs have equal shapes, or shapes that NumPy would broadcast. The same in training and
 * inference.
 */
public final class Average extends MergeLayer<Average> {

  /** Makes the layer. */
  public Average() {}

  @Override
  <T extends TNumber> Operand<T> combine(Ops tf, Operand<T> a, Operand<T> b) {
    return tf.math.add(a, b);
  }

  @Override
  Operand<? extends TNumber> finish(Ops tf, Operand<? extends TNumber> combined, int n) {
    return tf.math.div(Casts.toFloat(tf, combined), tf.constant((float) n));
  }
}
