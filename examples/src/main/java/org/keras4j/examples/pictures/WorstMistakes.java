package org.keras4j.examples.pictures;

import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.keras4j.ndarray.NDArray;

/** The images that a model gets wrong with the greatest confidence. */
public final class WorstMistakes {

  private static final int TILE = 84;
  private static final int ROW = TILE + 62;
  private static final int TOP = 46;
  private static final int COLUMNS = 5;
  private static final Font FONT = Text.plain(Text.SMALL);

  /** One wrong answer. */
  private record Mistake(int image, int is, int said, double probability) {}

  private final NDArray images;
  private final List<String> classNames;
  private final List<Mistake> worst;

  /**
   * Finds them.
   *
   * @param images shape (n, height, width, 1), from 0 to 255
   * @param truth the classes, one-hot
   * @param predicted probabilities
   * @param count how many at most
   */
  public WorstMistakes(
      NDArray images, NDArray truth, NDArray predicted, List<String> classNames, int count) {
    this.images = images;
    this.classNames = List.copyOf(classNames);
    int[] is = truth.argmax(-1).toIntArray();
    int[] said = predicted.argmax(-1).toIntArray();
    this.worst =
        IntStream.range(0, is.length)
            .filter(i -> is[i] != said[i])
            .mapToObj(i -> new Mistake(i, is[i], said[i], predicted.getFloat(i, said[i])))
            .sorted(Comparator.comparingDouble(Mistake::probability).reversed())
            .limit(count)
            .toList();
  }

  /** Draws. */
  public BufferedImage draw(String title) {
    int rows = Math.max(1, (worst.size() + COLUMNS - 1) / COLUMNS);
    int cell = cellWidth();
    return Canvas.draw(
        Math.max(COLUMNS * cell, Text.width(title, Text.bold(Text.TITLE)) + 40),
        TOP + rows * ROW,
        g -> {
          g.setFont(Text.bold(Text.TITLE));
          g.drawString(title, 16, 28);
          g.setFont(FONT);
          for (int i = 0; i < worst.size(); i++) {
            Mistake m = worst.get(i);
            int middle = i % COLUMNS * cell + cell / 2;
            int y = TOP + i / COLUMNS * ROW;
            new GrayImage(images.get(m.image()), 255).draw(g, middle - TILE / 2, y, TILE, TILE);
            Text.center(g, is(m), middle, y + TILE + 11);
            Text.center(g, said(m), middle, y + TILE + 26);
            Text.center(g, probability(m), middle, y + TILE + 41);
          }
          if (worst.isEmpty()) {
            g.drawString("None: every image is right.", 16, TOP + 20);
          }
        });
  }

  private int cellWidth() {
    int text =
        worst.stream()
            .flatMap(m -> Stream.of(said(m), probability(m)))
            .mapToInt(t -> Text.width(t, FONT))
            .max()
            .orElse(0);
    return Math.max(TILE, text) + 24;
  }

  private String is(Mistake m) {
    return "is " + classNames.get(m.is());
  }

  private String said(Mistake m) {
    return "taken for " + classNames.get(m.said());
  }

  private static String probability(Mistake m) {
    return String.format(Locale.ROOT, "(probability %.2f)", m.probability());
  }
}
