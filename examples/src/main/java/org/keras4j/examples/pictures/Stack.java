package org.keras4j.examples.pictures;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Pictures, one beneath the other. */
final class Stack {

  private Stack() {}

  static BufferedImage of(List<BufferedImage> parts) {
    int width = parts.stream().mapToInt(BufferedImage::getWidth).max().orElse(1);
    int height = parts.stream().mapToInt(BufferedImage::getHeight).sum();
    var whole = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = whole.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    int y = 0;
    for (BufferedImage part : parts) {
      g.drawImage(part, 0, y, null);
      y += part.getHeight();
    }
    g.dispose();
    return whole;
  }
}
