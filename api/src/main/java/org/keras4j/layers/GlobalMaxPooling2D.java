package org.keras4j.layers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * The greatest value of each channel: Keras's {@code GlobalMaxPooling2D}.
 *
 * <p>Input shape {@code (batch, height, width, channels)}, output {@code (batch, channels)}. The
 * same in training and inference.
 */
public final class GlobalMaxPooling2D extends GlobalPooling<GlobalMaxPooling2D> {

  /** Makes the layer. */
  public GlobalMaxPooling2D() {
    super(2);
  }

  @Override
  Operand<TFloat32> reduce(Ops tf, Operand<TFloat32> x, Operand<TInt32> axes, boolean keep) {
    return tf.reduceMax(x, axes, ReduceMax.keepDims(keep));
  }

  @Override
  <T extends TNumber> Operand<?> reduceWhole(
      Ops tf, Operand<T> x, Operand<TInt32> axes, boolean keep) {
    return tf.reduceMax(x, axes, ReduceMax.keepDims(keep));
  }
}
