package org.keras4j.layers;

import java.util.List;

/**
 * Convolution of sequences: Keras's {@code Conv1D}.
 *
 * <p>Input shape {@code (batch, steps, channels)}, output {@code (batch, new steps, filters)}. The
 * same in training and inference. Besides the paddings of {@link Conv2D} there is {@code "causal"}:
 * zeros before the first step only, so that no output depends on a later input.
 */
public final class Conv1D extends ForwardConvolution<Conv1D> {

  /**
   * Makes the layer.
   *
   * @param filters number of output channels, at least 1
   * @param kernelSize number of steps that each output sees
   * @throws IllegalArgumentException if one is below 1
   */
  public Conv1D(int filters, int kernelSize) {
    super(1, filters, new int[] {kernelSize});
  }

  @Override
  List<String> paddings() {
    return List.of("valid", "same", "causal");
  }
}
