package org.keras4j.layers;

/**
 * The mean of each window of steps of a sequence: Keras's {@code AveragePooling1D}.
 *
 * <p>Input shape {@code (batch, steps, channels)}, output {@code (batch, new steps, channels)}:
 * each size n becomes ⌊(n − size) / stride⌋ + 1, with {@code "same"} padding ⌈n / stride⌉. At the
 * borders, with {@code "same"} padding, only what is there is counted. The same in training and
 * inference.
 */
public final class AveragePooling1D extends PoolingLayer<AveragePooling1D> {

  /**
   * Makes the layer.
   *
   * @param poolSize size of the window, at least 1
   */
  public AveragePooling1D(int poolSize) {
    super(1, new int[] {poolSize});
  }

  @Override
  boolean takesMaximum() {
    return false;
  }
}
