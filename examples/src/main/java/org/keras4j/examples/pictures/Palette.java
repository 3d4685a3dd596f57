package org.keras4j.examples.pictures;

import java.awt.BasicStroke;
import java.awt.Color;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Colours and markers that are told apart with any eyes. */
final class Palette {

  static final Color INK = new Color(0x222222);
  static final Color GRID = new Color(0xdddddd);
  static final Color ACCENT = new Color(0xd55e00);

  private static final Color[] COLORS = {
    new Color(0x0072b2),
    new Color(0xd55e00),
    new Color(0x009e73),
    new Color(0xcc79a7),
    new Color(0xe69f00),
    new Color(0x56b4e9),
    new Color(0x000000)
  };
  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE,
    SeriesMarkers.SQUARE,
    SeriesMarkers.TRIANGLE_UP,
    SeriesMarkers.DIAMOND,
    SeriesMarkers.TRIANGLE_DOWN,
    SeriesMarkers.CROSS,
    SeriesMarkers.PLUS
  };

  private Palette() {}

  static Color color(int i) {
    return COLORS[i % COLORS.length];
  }

  static Marker marker(int i) {
    return MARKERS[i % MARKERS.length];
  }

  static BasicStroke solid() {
    return new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  static BasicStroke dashed() {
    return new BasicStroke(
        1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 4}, 0);
  }

  /** A blue for a share from 0 (white) to 1. */
  static Color shade(double share) {
    double s = Math.max(0, Math.min(1, share));
    Color full = COLORS[0];
    return new Color(mix(full.getRed(), s), mix(full.getGreen(), s), mix(full.getBlue(), s));
  }

  private static int mix(int channel, double share) {
    return (int) Math.round(255 + (channel - 255) * share);
  }
}
