package org.keras4j.layers;

/**
 * A cheaper convolution of sequences, first along the steps, then across the channels: Keras's
 * {@code SeparableConv1D}.
 *
 * <p>Input shape {@code (batch, steps, channels)}, output {@code (batch, new steps, filters)}. The
 * same in training and inference.
 */
public final class SeparableConv1D extends SeparableConvolution<SeparableConv1D> {

  /**
   * Makes the layer.
   *
   * @param filters number of output channels, at least 1
   * @param kernelSize number of steps that each output sees
   */
  public SeparableConv1D(int filters, int kernelSize) {
    super(1, filters, new int[] {kernelSize});
  }
}
