package org.keras4j.examples.pictures;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** The fonts of all pictures, and how wide text is in them. */
final class Text {

  static final int SMALL = 12;
  static final int NORMAL = 13;
  static final int TITLE = 16;

  private Text() {}

  static Font plain(int size) {
    return new Font(Font.SANS_SERIF, Font.PLAIN, size);
  }

  static Font bold(int size) {
    return new Font(Font.SANS_SERIF, Font.BOLD, size);
  }

  static int width(String text, Font font) {
    return metrics(font).stringWidth(text);
  }

  /** Draws a text around a point. */
  static void center(Graphics2D g, String text, int x, int y) {
    FontMetrics m = g.getFontMetrics();
    g.drawString(text, x - m.stringWidth(text) / 2, y + (m.getAscent() - m.getDescent()) / 2);
  }

  /** Draws a text that ends at a point. */
  static void right(Graphics2D g, String text, int x, int y) {
    FontMetrics m = g.getFontMetrics();
    g.drawString(text, x - m.stringWidth(text), y + (m.getAscent() - m.getDescent()) / 2);
  }

  /**
   * Tries to measure a text. A Java without fonts fails there, in a way that depends on its version
   * and on what exactly is missing.
   */
  static void requireFonts() {
    require(() -> width("0", plain(NORMAL)));
  }

  static void require(Runnable probe) {
    try {
      probe.run();
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw noFonts(e);
    }
  }

  private static NoPictureException noFonts(Throwable cause) {
    return new NoPictureException(
        "the picture cannot be drawn, because this Java finds no fonts; install fontconfig and a"
            + " font (Debian, Ubuntu: apt install fontconfig fonts-dejavu-core; Fedora: dnf install"
            + " fontconfig dejavu-sans-fonts) or a JDK that is not headless",
        cause);
  }

  private static FontMetrics metrics(Font font) {
    Graphics2D g = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    try {
      return g.getFontMetrics(font);
    } finally {
      g.dispose();
    }
  }
}
