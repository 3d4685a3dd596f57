package org.keras4j.layers;

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
  boolean takesMaximum() {
    return true;
  }
}
