package org.keras4j.layers;

/**
 * Zeros around an image: Keras's {@code ZeroPadding2D}.
 *
 * <p>Input shape {@code (batch, height, width, channels)}. The same in training and inference.
 */
public final class ZeroPadding2D extends ZeroPadding<ZeroPadding2D> {

  /** Makes the layer with one zero on each side, Keras's default. */
  public ZeroPadding2D() {
    this(1);
  }

  /**
   * Makes the layer.
   *
   * @param padding how many on each side; or two numbers, vertical and horizontal; or four: top,
   *     bottom, left, right
   */
  public ZeroPadding2D(int... padding) {
    super(2, padding);
  }
}
