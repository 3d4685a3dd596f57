package org.keras4j.examples.pictures;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A table of numbers on a blue that grows with them. XChart's heat map writes all numbers in one
 * colour, which cannot be read on both its ends.
 *
 * @param title the heading
 * @param rowTitle what the rows are
 * @param columnTitle what the columns are
 * @param rows names
 * @param columns names
 * @param texts what is written, row by row
 * @param shares how blue it is, from 0 to 1, row by row
 */
record HeatTable(
    String title,
    String rowTitle,
    String columnTitle,
    List<String> rows,
    List<String> columns,
    List<List<String>> texts,
    List<List<Double>> shares) {

  private static final int ROW = 38;
  private static final int TOP = 50;
  private static final int GAP = 10;
  private static final Font FONT = Text.plain(Text.NORMAL);

  BufferedImage draw() {
    int names = widest(rows);
    int cell = Math.max(52, 12 + Math.max(widest(columns), widest(texts.get(0)) + 12));
    int left = 3 * GAP + Text.NORMAL + names;
    int needed = Text.width(title, Text.bold(Text.TITLE)) + 4 * GAP;
    int width = Math.max(left + columns.size() * cell + 2 * GAP, needed);
    int height = TOP + rows.size() * ROW + 56;
    return Canvas.draw(
        width,
        height,
        g -> {
          g.setFont(Text.bold(Text.TITLE));
          g.drawString(title, 2 * GAP, 30);
          g.setFont(FONT);
          for (int r = 0; r < rows.size(); r++) {
            Text.right(g, rows.get(r), left - GAP, TOP + r * ROW + ROW / 2);
            for (int c = 0; c < columns.size(); c++) {
              cell(
                  g,
                  left + c * cell,
                  TOP + r * ROW,
                  cell,
                  texts.get(r).get(c),
                  shares.get(r).get(c));
            }
          }
          int bottom = TOP + rows.size() * ROW;
          for (int c = 0; c < columns.size(); c++) {
            Text.center(g, columns.get(c), left + c * cell + cell / 2, bottom + 14);
          }
          Text.center(g, columnTitle, left + columns.size() * cell / 2, bottom + 40);
          upwards(g, rowTitle, GAP + Text.NORMAL / 2, TOP + rows.size() * ROW / 2);
        });
  }

  private static void cell(Graphics2D g, int x, int y, int width, String text, double share) {
    g.setColor(Palette.shade(share));
    g.fillRect(x, y, width, ROW);
    g.setColor(Palette.GRID);
    g.drawRect(x, y, width, ROW);
    g.setColor(share > 0.55 ? Color.WHITE : Palette.INK);
    Text.center(g, text, x + width / 2, y + ROW / 2);
    g.setColor(Palette.INK);
  }

  private static void upwards(Graphics2D g, String text, int x, int y) {
    g.rotate(-Math.PI / 2, x, y);
    Text.center(g, text, x, y);
    g.rotate(Math.PI / 2, x, y);
  }

  private static int widest(List<String> texts) {
    return texts.stream().mapToInt(t -> Text.width(t, FONT)).max().orElse(0);
  }
}
