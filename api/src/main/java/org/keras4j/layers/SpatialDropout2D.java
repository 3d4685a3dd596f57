package org.keras4j.layers;

import org.keras4j.core.Config;

/**
 * Drops whole channels of an image while training: Keras's {@code SpatialDropout2D}.
 *
 * <p>Input shape {@code (batch, height, width, channels)}; a channel is dropped everywhere in a
 * sample or nowhere. In inference the input passes unchanged.
 */
public final class SpatialDropout2D extends SpatialDropout<SpatialDropout2D> {

  /**
   * Makes the layer.
   *
   * @param rate probability of dropping, in [0, 1]
   */
  public SpatialDropout2D(double rate) {
    super(2, rate);
  }

  /**
   * Sets where the channels are: {@code "channels_last"} (the default), {@code "channels_first"}.
   */
  public SpatialDropout2D dataFormat(String format) {
    return set("dataFormat", () -> dataFormat = DataFormat.of(format));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    DataFormat.config(c, dataFormat, this::dataFormat);
  }
}
