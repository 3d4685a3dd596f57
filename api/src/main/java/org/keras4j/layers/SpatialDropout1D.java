package org.keras4j.layers;

/**
 * Drops whole channels of a sequence while training: Keras's {@code SpatialDropout1D}.
 *
 * <p>Input shape {@code (batch, steps, channels)}; a channel is dropped in all steps of a sample or
 * in none. In inference the input passes unchanged.
 */
public final class SpatialDropout1D extends SpatialDropout<SpatialDropout1D> {

  /**
   * Makes the layer.
   *
   * @param rate probability of dropping, in [0, 1]
   */
  public SpatialDropout1D(double rate) {
    super(1, rate);
  }
}
