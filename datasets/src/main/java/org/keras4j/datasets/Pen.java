package org.keras4j.datasets;

/** Draws a path with a round, soft pen into an image of bytes. */
final class Pen {
  static final int SIDE = 28;

  private final double radius;
  private final double softness;
  private final double ink;

  Pen(Draws draws) {
    radius = draws.between(0.55, 1.6);
    softness = draws.between(0.8, 1.5);
    ink = draws.between(190, 255);
  }

  void draw(double[][] path, byte[] image, int offset) {
    for (double[] stroke : path) {
      for (int i = 0; i + 3 < stroke.length; i += 2) {
        line(stroke[i], stroke[i + 1], stroke[i + 2], stroke[i + 3], image, offset);
      }
    }
  }

  /**
   * Draws a straight piece. A pixel is dark by its distance from the piece, and never gets lighter:
   * pieces may overlap.
   */
  private void line(double x0, double y0, double x1, double y1, byte[] image, int offset) {
    double reach = radius + softness / 2;
    int left = pixel(Math.min(x0, x1) - reach);
    int right = pixel(Math.max(x0, x1) + reach);
    int top = pixel(Math.min(y0, y1) - reach);
    int bottom = pixel(Math.max(y0, y1) + reach);
    double dx = x1 - x0;
    double dy = y1 - y0;
    double square = Math.max(1e-12, dx * dx + dy * dy);
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        double px = column + 0.5 - x0;
        double py = row + 0.5 - y0;
        double along = Math.max(0, Math.min(1, (px * dx + py * dy) / square));
        double ex = px - along * dx;
        double ey = py - along * dy;
        double distance = Math.sqrt(ex * ex + ey * ey);
        int value = (int) (ink * Math.min(1, (reach - distance) / softness));
        int at = offset + row * SIDE + column;
        if (value > (image[at] & 0xff)) {
          image[at] = (byte) value;
        }
      }
    }
  }

  private static int pixel(double position) {
    return (int) Math.max(0, Math.min(SIDE - 1, Math.floor(position)));
  }
}
