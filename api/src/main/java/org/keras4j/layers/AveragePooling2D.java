package org.keras4j.layers;

/**
 * The mean of each window of an image: Keras's {@code AveragePooling2D}.
 *
 * <p>Input shape {@code (batch, height, width, channels)}, output {@code (batch, new height, new
 * width, channels)}: each size n becomes ⌊(n − size) / stride⌋ + 1, with {@code "same"} padding ⌈n
 * / stride⌉. At the borders, with {@code "same"} padding, only what is there is counted. The same
 * in training and inference.
 */
public final class AveragePooling2D extends PoolingLayer<AveragePooling2D> {

  /**
   * Makes the layer: {@code new AveragePooling2D(2, 2)} or, the same, {@code new
   * AveragePooling2D(2)}.
   *
   * @param poolSize height and width of the window, or one number for both
   */
  public AveragePooling2D(int... poolSize) {
    super(2, poolSize);
  }

  @Override
  boolean takesMaximum() {
    return false;
  }
}
