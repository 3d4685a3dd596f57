package org.keras4j.examples.pictures;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.HashMap;
import java.util.Map;

/**
 * A picture with the 256 colours that are most frequent in it, which makes its file half as large.
 * Charts have few colours; what changes is the shading at the edges of lines.
 */
final class FewColors {

  private static final int MOST = 256;

  private final int[] palette;
  private final Map<Integer, Byte> nearest = new HashMap<>();

  private FewColors(int[] palette) {
    this.palette = palette;
  }

  static BufferedImage of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    var colors = new FewColors(mostFrequent(pixels));
    byte[] indices = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      indices[i] = colors.nearest.computeIfAbsent(pixels[i], colors::search);
    }
    var model = new IndexColorModel(8, colors.palette.length, colors.palette, 0, false, -1, 0);
    var few = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    few.getRaster().setDataElements(0, 0, width, height, indices);
    return few;
  }

  private static int[] mostFrequent(int[] pixels) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int p : pixels) {
      counts.merge(p, 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
        .limit(MOST)
        .mapToInt(Map.Entry::getKey)
        .toArray();
  }

  private byte search(int color) {
    int best = 0;
    for (int i = 1; i < palette.length; i++) {
      if (distance(palette[i], color) < distance(palette[best], color)) {
        best = i;
      }
    }
    return (byte) best;
  }

  private static int distance(int a, int b) {
    int red = (a >> 16 & 255) - (b >> 16 & 255);
    int green = (a >> 8 & 255) - (b >> 8 & 255);
    int blue = (a & 255) - (b & 255);
    return red * red + green * green + blue * blue;
  }
}
