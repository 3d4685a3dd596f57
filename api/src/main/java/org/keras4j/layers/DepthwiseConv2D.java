package org.keras4j.layers;

/**
 * Convolution of each channel of an image by itself: Keras's {@code DepthwiseConv2D}.
 *
 * <p>Input shape {@code (batch, height, width, channels)}, output {@code (batch, new height, new
 * width, channels · depthMultiplier)}. The same in training and inference.
 */
public final class DepthwiseConv2D extends DepthwiseConvolution<DepthwiseConv2D> {

  /**
   * Makes the layer.
   *
   * @param kernelSize height and width, or one number for both
   */
  public DepthwiseConv2D(int... kernelSize) {
    super(2, kernelSize);
  }
}
