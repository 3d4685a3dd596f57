package org.keras4j.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table drawn with lines, as Python's {@code rich} draws those of Keras: given widths, wrapped
 * cells, a heavy head.
 */
public final class TextTable {

  /** Where the text of a column stands. */
  public enum Align {
    /** At the left. */
    LEFT,
    /** In the middle. */
    CENTER,
    /** At the right. */
    RIGHT
  }

  /** A word with the spaces around it. */
  private static final Pattern WORD = Pattern.compile("\\s*\\S+\\s*");

  private final List<String> head;
  private final List<Align> aligns;
  private final int[] widths;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Makes an empty table.
   *
   * @param head one text for each column
   * @param aligns likewise
   * @param wanted widths of the columns' texts; together with lines and spaces they may be too wide
   * @param total width of the table, to which the columns are cut
   */
  public TextTable(List<String> head, List<Align> aligns, int[] wanted, int total) {
    this.head = List.copyOf(head);
    this.aligns = List.copyOf(aligns);
    this.widths = fit(wanted, total);
  }

  /** Takes what is too much away from all columns in equal parts, from the left. */
  private static int[] fit(int[] wanted, int total) {
    int n = wanted.length;
    int excess = n + 1 - total;
    for (int w : wanted) {
      excess += w + 2;
    }
    int[] widths = new int[n];
    for (int i = 0; i < n; i++) {
      int cut = (int) Math.rint((double) excess / (n - i));
      widths[i] = Math.max(0, wanted[i] - cut);
      excess -= cut;
    }
    return widths;
  }

  /** Adds a row, one text for each column. */
  public void add(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /** Returns the drawing, ending with a line end. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    rule(out, "┏━┳┓");
    row(out, head, "┃", true);
    rule(out, "┡━╇┩");
    for (int r = 0; r < rows.size(); r++) {
      if (r > 0) {
        rule(out, "├─┼┤");
      }
      row(out, rows.get(r), "│", false);
    }
    rule(out, "└─┴┘");
    return out.toString();
  }

  /** Draws a horizontal line from its left end, stroke, crossing and right end. */
  private void rule(StringBuilder out, String parts) {
    for (int i = 0; i < widths.length; i++) {
      out.append(parts.charAt(i == 0 ? 0 : 2));
      out.append(parts.substring(1, 2).repeat(widths[i] + 2));
    }
    out.append(parts.charAt(3)).append('\n');
  }

  private void row(StringBuilder out, List<String> cells, String line, boolean fromBottom) {
    List<List<String>> columns = new ArrayList<>();
    int height = 0;
    for (int i = 0; i < widths.length; i++) {
      columns.add(wrap(cells.get(i), widths[i], false));
      height = Math.max(height, columns.get(i).size());
    }
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < widths.length; i++) {
        List<String> lines = columns.get(i);
        int at = fromBottom ? y - (height - lines.size()) : y;
        String text = at >= 0 && at < lines.size() ? lines.get(at) : "";
        out.append(line).append(' ').append(aligned(text, widths[i], aligns.get(i))).append(' ');
      }
      out.append(line).append('\n');
    }
  }

  private static String aligned(String text, int width, Align align) {
    String t = align == Align.LEFT ? text : text.stripTrailing();
    int free = Math.max(0, width - length(t));
    int before =
        switch (align) {
          case LEFT -> 0;
          case CENTER -> free / 2;
          case RIGHT -> free;
        };
    return " ".repeat(before) + t + " ".repeat(free - before);
  }

  /**
   * Breaks a text between words.
   *
   * @param fold whether a word that is too long goes on in the next line; otherwise it is cut and
   *     ends with an ellipsis
   */
  public static List<String> wrap(String text, int width, boolean fold) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      String word = words.group();
      int bare = length(word.stripTrailing());
      if (bare > width - length(line.toString())) {
        if (!line.isEmpty()) {
          lines.add(line.toString());
          line.setLength(0);
        }
        while (fold && length(word) > width) {
          int cut = word.offsetByCodePoints(0, width);
          lines.add(word.substring(0, cut));
          word = word.substring(cut);
        }
      }
      line.append(word);
    }
    lines.add(line.toString());
    return lines.stream().map(l -> cut(l, width)).toList();
  }

  private static String cut(String line, int width) {
    String l = length(line) > width ? line.stripTrailing() : line;
    if (length(l) <= width) {
      return l;
    }
    return width <= 0 ? "" : l.substring(0, l.offsetByCodePoints(0, width - 1)) + "…";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
