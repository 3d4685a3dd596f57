package org.keras4j.layers;

/**
 * A cheaper convolution of images, first across the plane, then across the channels: Keras's {@code
 * SeparableConv2D}.
 *
 * <p>Input shape {@code (batch, height, width, channels)}, output {@code (batch, new height, new
 * width, filters)}. The same in training and inference.
 */
public final class SeparableConv2D extends SeparableConvolution<SeparableConv2D> {

  /**
   * Makes the layer.
   *
   * @param filters number of output channels, at least 1
   * @param kernelSize height and width, or one number for both
   */
  public SeparableConv2D(int filters, int... kernelSize) {
    super(2, filters, kernelSize);
  }
}
