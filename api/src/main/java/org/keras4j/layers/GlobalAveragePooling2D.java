package org.keras4j.layers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The mean of each channel: Keras's {@code GlobalAveragePooling2D}.
 *
 * <p>Input shape {@code (batch, height, width, channels)}, output {@code (batch, channels)}. The
 * same in training and inference.
 */
public final class GlobalAveragePooling2D extends GlobalPooling<GlobalAveragePooling2D> {

  /** Makes the layer. */
  public GlobalAveragePooling2D() {
    super(2);
  }

  @Override
  Operand<TFloat32> reduce(Ops tf, Operand<TFloat32> x, Operand<TInt32> axes, boolean keep) {
    return tf.math.mean(x, axes, Mean.keepDims(keep));
  }
}
