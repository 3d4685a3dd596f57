package org.keras4j.examples.pictures;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.keras4j.ndarray.NDArray;

/**
 * One image of one channel, as it is stored: dark is 0, white is the highest value.
 *
 * @param pixels shape (height, width, 1) or (height, width)
 * @param white the value that is drawn white; what is beyond is cut
 */
record GrayImage(NDArray pixels, double white) {

  int height() {
    return (int) pixels.shape().get(0);
  }

  int width() {
    return (int) pixels.shape().get(1);
  }

  /** Draws into a rectangle, each pixel as a block. */
  void draw(Graphics2D g, int x, int y, int width, int height) {
    g.drawImage(toImage(), x, y, width, height, null);
    g.setColor(Palette.GRID);
    g.drawRect(x - 1, y - 1, width + 1, height + 1);
    g.setColor(Palette.INK);
  }

  private BufferedImage toImage() {
    var image = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
    float[] values = pixels.toFloatArray();
    for (int i = 0; i < values.length; i++) {
      int v = (int) Math.round(Math.max(0, Math.min(1, values[i] / white)) * 255);
      image.setRGB(i % width(), i / width(), v << 16 | v << 8 | v);
    }
    return image;
  }
}
