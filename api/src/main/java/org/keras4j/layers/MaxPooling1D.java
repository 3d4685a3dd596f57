package org.keras4j.layers;

/**
 * The greatest value of each window of steps of a sequence: Keras's {@code MaxPooling1D}.
 *
 * <p>Input shape {@code (batch, steps, channels)}, output {@code (batch, new steps, channels)}:
 * each size n becomes ⌊(n − size) / stride⌋ + 1, with {@code "same"} padding ⌈n / stride⌉. The same
 * in training and inference.
 */
public final class MaxPooling1D extends PoolingLayer<MaxPooling1D> {

  /** Makes the layer with windows of size 2, Keras's default. */
  public MaxPooling1D() {
    this(2);
  }

  /**
   * Makes the layer.
   *
   * @param poolSize size of the window, at least 1
   */
  public MaxPooling1D(int poolSize) {
    super(1, new int[] {poolSize});
  }

  @Override
  boolean takesMaximum() {
    return true;
  }
}
