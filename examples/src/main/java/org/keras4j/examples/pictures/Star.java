package org.keras4j.examples.pictures;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;
import org.knowm.xchart.style.markers.Marker;

/** Marks the best point of a line: a star with a dark edge. */
final class Star extends Marker {

  private static final int RADIUS = 10;

  @Override
  public void paint(Graphics2D g, double x, double y, int markerSize) {
    draw(g, x, y, g.getColor());
  }

  static void draw(Graphics2D g, double x, double y, Color color) {
    Shape star = shape(x, y);
    g.setColor(color);
    g.fill(star);
    g.setColor(Palette.INK);
    g.setStroke(new BasicStroke(1));
    g.draw(star);
  }

  private static Shape shape(double x, double y) {
    var star = new Path2D.Double();
    for (int i = 0; i < 10; i++) {
      double angle = Math.PI * i / 5;
      double r = i % 2 == 0 ? RADIUS : RADIUS * 0.45;
      double px = x + r * Math.sin(angle);
      double py = y - r * Math.cos(angle);
      if (i == 0) {
        star.moveTo(px, py);
      } else {
        star.lineTo(px, py);
      }
    }
    star.closePath();
    return star;
  }
}
