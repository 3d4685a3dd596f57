package org.keras4j.examples.pictures;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * What the lines of learning curves mean, in as many rows as the names need. A chart's own legend
 * would have two entries for each training and be cut off at the right.
 */
final class Legend {

  private static final int ROW = 22;
  private static final int LINE = 30;
  private static final int GAP = 20;
  private static final Font FONT = Text.plain(Text.NORMAL);

  /** A sample of a line and what it stands for. */
  private record Entry(String text, Sample sample) {
    int width() {
      return LINE + 6 + Text.width(text, FONT) + GAP;
    }
  }

  /** Draws into the space of a line's length that begins at a point. */
  private interface Sample {
    void draw(Graphics2D g, int x, int y);
  }

  private final List<Entry> names = new ArrayList<>();
  private final List<Entry> styles = new ArrayList<>();

  Legend(List<Curve> curves) {
    for (int i = 0; i < curves.size(); i++) {
      int n = i;
      names.add(new Entry(curves.get(i).name(), (g, x, y) -> line(g, x, y, n)));
    }
    styles.add(new Entry("solid: validation", (g, x, y) -> ink(g, x, y, false)));
    styles.add(new Entry("dashed: training", (g, x, y) -> ink(g, x, y, true)));
    if (curves.stream().anyMatch(c -> c.stop() != null)) {
      styles.add(
          new Entry("best epoch", (g, x, y) -> Star.draw(g, x + LINE / 2.0, y, Palette.GRID)));
      styles.add(new Entry("stopped here", Legend::upright));
    }
  }

  BufferedImage draw(int width) {
    List<List<Entry>> rows = new ArrayList<>(rows(names, width - 2 * GAP));
    rows.addAll(rows(styles, width - 2 * GAP));
    return Canvas.draw(
        width,
        rows.size() * ROW + 6,
        g -> {
          g.setFont(FONT);
          int y = ROW / 2;
          for (List<Entry> row : rows) {
            int x = (width - row.stream().mapToInt(Entry::width).sum() + GAP) / 2;
            for (Entry e : row) {
              e.sample().draw(g, x, y);
              g.setColor(Palette.INK);
              g.drawString(e.text(), x + LINE + 6, y + 5);
              x += e.width();
            }
            y += ROW;
          }
        });
  }

  private static List<List<Entry>> rows(List<Entry> entries, int width) {
    List<List<Entry>> rows = new ArrayList<>();
    int left = 0;
    for (Entry e : entries) {
      if (rows.isEmpty() || e.width() > left) {
        rows.add(new ArrayList<>());
        left = width;
      }
      rows.get(rows.size() - 1).add(e);
      left -= e.width();
    }
    return rows;
  }

  private static void line(Graphics2D g, int x, int y, int i) {
    g.setColor(Palette.color(i));
    g.setStroke(Palette.solid());
    g.drawLine(x, y, x + LINE, y);
    Palette.marker(i).paint(g, x + LINE / 2.0, y, 8);
  }

  private static void ink(Graphics2D g, int x, int y, boolean dashed) {
    g.setColor(Palette.INK);
    g.setStroke(dashed ? Palette.dashed() : Palette.solid());
    g.drawLine(x, y, x + LINE, y);
  }

  private static void upright(Graphics2D g, int x, int y) {
    g.setColor(Palette.INK);
    g.setStroke(Palette.dashed());
    g.drawLine(x + LINE / 2, y - 9, x + LINE / 2, y + 9);
  }
}
