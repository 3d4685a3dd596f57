package org.keras4j.layers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

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
  Operand<TFloat32> combine(Ops tf, Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.math.add(a, b);
  }

  @Override
  Operand<TFloat32> finish(Ops tf, Operand<TFloat32> combined, int n) {
    return tf.math.div(combined, tf.constant((float) n));
  }
}
