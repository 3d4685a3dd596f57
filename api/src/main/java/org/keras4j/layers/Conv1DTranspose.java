package org.keras4j.layers;

/**
 * Transposed convolution of sequences, which makes them longer: Keras's {@code Conv1DTranspose}.
 *
 * <p>Input shape {@code (batch, steps, channels)}, output {@code (batch, new steps, filters)}. The
 * same in training and inference.
 */
public final class Conv1DTranspose extends TransposedConvolution<Conv1DTranspose> {

  /**
   * Makes the layer.
   *
   * @param filters number of output channels, at least 1
   * @param kernelSize number of steps that each input spreads over
   * @throws IllegalArgumentException if one is below 1
   */
  public Conv1DTranspose(int filters, int kernelSize) {
    super(1, filters, new int[] {kernelSize});
  }
}
