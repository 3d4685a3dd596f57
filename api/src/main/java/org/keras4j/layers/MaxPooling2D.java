package org.keras4j.layers;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The greatest value of each window of an image: Keras's {@code MaxPooling2D}.
 *
 * <p>Input shape {@code (batch, height, width, channels)}, output {@code (batch, new height, new
 * width, channels)}: each size n becomes ⌊(n − size) / stride⌋ + 1, with {@code "same"} padding ⌈n
 * / stride⌉. The same in training and inference.
 */
public final class MaxPooling2D extends PoolingLayer<MaxPooling2D> {

  /** Makes the layer with windows of size 2 by 2, Keras's default. */
  public MaxPooling2D() {
    this(2, 2);
  }

  /**
   * Makes the layer: {@code new MaxPooling2D(2, 2)} or, the same, {@code new MaxPooling2D(2)}.
   *
   * @param poolSize height and width of the window, or one number for both
   */
  public MaxPooling2D(int... poolSize) {
    super(2, poolSize);
  }

  @Override
  Operand<TFloat32> pool(
      Ops tf,
      Operand<TFloat32> x,
      List<Long> size,
      List<Long> strides,
      String padding,
      boolean training) {
    return MaxPool.of(tf, x, size, strides, padding, training);
  }

  @Override
  boolean takesMaximum() {
    return true;
  }
}
