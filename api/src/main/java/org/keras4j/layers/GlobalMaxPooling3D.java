package org.keras4j.layers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * The greatest value of each channel: Keras's {@code GlobalMaxPooling3D}.
 *
 * <p>Input shape {@code (batch, depth, height, width, channels)}, output {@code (batch, channels)}.
 * The same in training and inference.
 */
public final class GlobalMaxPooling3D extends GlobalPooling<GlobalMaxPooling3D> {

  /** Makes the layer. */
  public GlobalMaxPooling3D() {
    super(3);
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
