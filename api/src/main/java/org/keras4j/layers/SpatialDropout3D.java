package org.keras4j.layers;

import org.keras4j.core.Config;

/**
 * Drops whole channels of a volume while training: Keras's {@code SpatialDropout3D}.
 *
 * <p>Input shape {@code (batch, depth, height, width, channels)}; a channel is dropped everywhere
 * in a sample or nowhere. In inference the input passes unchanged.
 */
public final class SpatialDropout3D extends SpatialDropout<SpatialDropout3D> {

  /**
   * Makes the layer.
   *
   * @param rate probability of dropping, in [0, 1]
   */
  public SpatialDropout3D(double rate) {
    super(3, rate);
  }

  /**
   * Sets where the channels are: {@code "channels_last"} (the default), {@code "channels_first"}.
   */
  public SpatialDropout3D dataFormat(String format) {
    return set("dataFormat", () -> dataFormat = DataFormat.of(format));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    DataFormat.config(c, dataFormat, this::dataFormat);
  }
}
