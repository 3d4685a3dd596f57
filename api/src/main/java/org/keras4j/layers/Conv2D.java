package org.keras4j.layers;

/**
 * Convolution of images: Keras's {@code Conv2D}.
 *
 * <p>Input shape {@code (batch, height, width, channels)}, output {@code (batch, new height, new
 * width, filters)}: with {@code "valid"} padding each size n becomes ⌊(n − k) / stride⌋ + 1 for a
 * kernel that covers k, with {@code "same"} ⌈n / stride⌉. The same in training and inference.
 */
public final class Conv2D extends ForwardConvolution<Conv2D> {

  /**
   * Makes the layer: {@code new Conv2D(64, 3, 3)} or, the same, {@code new Conv2D(64, 3)}.
   *
   * @param filters number of output channels, at least 1
   * @param kernelSize height and width, or one number for both
   * @throws IllegalArgumentException if one is below 1
   */
  public Conv2D(int filters, int... kernelSize) {
    super(2, filters, kernelSize);
  }
}
