package org.keras4j.layers;

/**
 * Convolution of each channel of a sequence by itself: Keras's {@code DepthwiseConv1D}.
 *
 * <p>Input shape {@code (batch, steps, channels)}, output {@code (batch, new steps, channels ·
 * depthMultiplier)}. The same in training and inference.
 */
public final class DepthwiseConv1D extends DepthwiseConvolution<DepthwiseConv1D> {

  /**
   * Makes the layer.
   *
   * @param kernelSize number of steps that each output sees, at least 1
   */
  public DepthwiseConv1D(int kernelSize) {
    super(1, new int[] {kernelSize});
  }
}
