package org.keras4j.examples.pictures;

import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.keras4j.ndarray.NDArray;

/** Rows of images with a label each: what a layer makes of one image at several settings. */
public final class Gallery {

  private static final int TILE = 64;
  private static final int GAP = 8;
  private static final int TOP = 44;
  private static final Font LABEL = Text.plain(Text.NORMAL);

  /** A label and its images. */
  private record Row(String label, List<GrayImage> images) {
    int width() {
      return images.size() * (TILE + GAP);
    }
  }

  private final String title;
  private final List<Row> rows = new ArrayList<>();
  private int pixel;

  /** Makes an empty gallery. */
  public Gallery(String title) {
    this.title = title;
  }

  /** Draws every pixel at the same size, so that small images look small. By default all fill. */
  public Gallery actualSize() {
    pixel = TILE / 28;
    return this;
  }

  /**
   * Adds a row of images.
   *
   * @param images each of shape (height, width, 1)
   * @param white the value of a pixel that is drawn white, such as 255
   */
  public void row(String label, List<NDArray> images, double white) {
    rows.add(new Row(label, images.stream().map(i -> new GrayImage(i, white)).toList()));
  }

  /** Draws. */
  public BufferedImage draw() {
    int left = GAP * 3 + rows.stream().mapToInt(r -> Text.width(r.label(), LABEL)).max().orElse(0);
    int images = rows.stream().mapToInt(Row::width).max().orElse(0);
    int width = GAP + Math.max(left + images, Text.width(title, Text.bold(Text.TITLE)) + 2 * GAP);
    int height = TOP + rows.size() * (TILE + GAP) + GAP;
    return Canvas.draw(
        width,
        height,
        g -> {
          g.setFont(Text.bold(Text.TITLE));
          g.drawString(title, GAP * 2, 28);
          g.setFont(LABEL);
          for (int r = 0; r < rows.size(); r++) {
            int y = TOP + r * (TILE + GAP);
            Text.right(g, rows.get(r).label(), left - GAP, y + TILE / 2);
            List<GrayImage> row = rows.get(r).images();
            for (int i = 0; i < row.size(); i++) {
              GrayImage image = row.get(i);
              int w = pixel == 0 ? TILE : Math.min(TILE, image.width() * pixel);
              int h = pixel == 0 ? TILE : Math.min(TILE, image.height() * pixel);
              int x = left + i * (TILE + GAP);
              image.draw(g, x + (TILE - w) / 2, y + (TILE - h) / 2, w, h);
            }
          }
        });
  }
}
