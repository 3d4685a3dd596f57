package org.keras4j.layers;

/**
 * Zeros before and after a sequence: Keras's {@code ZeroPadding1D}.
 *
 * <p>Input shape {@code (batch, steps, channels)}. The same in training and inference.
 */
public final class ZeroPadding1D extends ZeroPadding<ZeroPadding1D> {

  /** Makes the layer with one zero on each side, Keras's default. */
  public ZeroPadding1D() {
    this(1);
  }

  /**
   * Makes the layer.
   *
   * @param padding how many on each side, or two numbers: before, after
   */
  public ZeroPadding1D(int... padding) {
    super(1, padding);
  }
}
