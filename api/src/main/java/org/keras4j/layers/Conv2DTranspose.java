package org.keras4j.layers;

/**
 * Transposed convolution of images, which makes them larger: Keras's {@code Conv2DTranspose}.
 *
 * <p>Input shape {@code (batch, height, width, channels)}, output {@code (batch, new height, new
 * width, filters)}: with {@code "same"} padding each size n becomes n · stride, with {@code
 * "valid"} (n − 1) · stride + max(k, stride) for a kernel that covers k. The same in training and
 * inference.
 */
public final class Conv2DTranspose extends TransposedConvolution<Conv2DTranspose> {

  /**
   * Makes the layer.
   *
   * @param filters number of output channels, at least 1
   * @param kernelSize height and width, or one number for both
   * @throws IllegalArgumentException if one is below 1
   */
  public Conv2DTranspose(int filters, int... kernelSize) {
    super(2, filters, kernelSize);
  }
}
