package org.keras4j.layers;

/**
 * A sequence without its first and last steps: Keras's {@code Cropping1D}.
 *
 * <p>Input shape {@code (batch, steps, channels)}. The same in training and inference.
 */
public final class Cropping1D extends Cropping<Cropping1D> {

  /** Makes the layer that takes one step off each end, Keras's default. */
  public Cropping1D() {
    this(1);
  }

  /**
   * Makes the layer.
   *
   * @param cropping how many on each side, or two numbers: before, after
   */
  public Cropping1D(int... cropping) {
    super(1, cropping);
  }
}
