package org.keras4j.layers;

import org.keras4j.core.Config;

/**
 * An image without its borders: Keras's {@code Cropping2D}.
 *
 * <p>Input shape {@code (batch, height, width, channels)}. The same in training and inference.
 */
public final class Cropping2D extends Cropping<Cropping2D> {

  /** Makes the layer that takes nothing off, Keras's default. */
  public Cropping2D() {
    this(0);
  }

  /**
   * Makes the layer.
   *
   * @param cropping how many on each side; or two numbers, vertical and horizontal; or four: top,
   *     bottom, left, right
   */
  public Cropping2D(int... cropping) {
    super(2, cropping);
  }

  /**
   * Sets where the channels are: {@code "channels_last"} (the default), {@code "channels_first"}.
   */
  public Cropping2D dataFormat(String format) {
    return set("dataFormat", () -> dataFormat = DataFormat.of(format));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    DataFormat.config(c, dataFormat, this::dataFormat);
  }
}
