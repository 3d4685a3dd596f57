package org.keras4j.datasets;

import java.util.List;

/**
 * Turns a digit into the path of a pen across the image: one of its skeletons, its points shaken,
 * joined by smooth curves, bent by a few waves, then slanted, turned, scaled and moved.
 *
 * <p>Sines and cosines are StrictMath's, so that the last bit is the same on every machine.
 */
final class Handwriting {
  /** Pieces of the curve between two points of a skeleton. */
  private static final int PIECES = 5;

  private static final int WAVES = 2;
  private static final double CENTRE = 14;

  private final Draws draws;
  private final double[] waves = new double[4 * 2 * WAVES];

  Handwriting(Draws draws) {
    this.draws = draws;
  }

  /** Returns strokes, each a list x, y, x, y, … in pixels. */
  double[][] write(int digit) {
    List<double[][]> styles = Skeletons.of(digit);
    double[][] skeleton = styles.get(draws.below(styles.size()));
    double shake = draws.between(0.005, 0.045);
    double[][] path = new double[skeleton.length][];
    for (int i = 0; i < path.length; i++) {
      path[i] = curve(shaken(skeleton[i], shake));
    }
    bend(path);
    place(path);
    return path;
  }

  private double[] shaken(double[] points, double shake) {
    double[] shaken = points.clone();
    for (int i = 0; i < shaken.length; i++) {
      shaken[i] += shake * draws.bell();
    }
    return shaken;
  }

  /** A Catmull-Rom spline: it goes through all points, and its bends have no corners. */
  private static double[] curve(double[] points) {
    int spans = points.length / 2 - 1;
    double[] curve = new double[2 * (spans * PIECES + 1)];
    int at = 0;
    for (int span = 0; span < spans; span++) {
      int before = 2 * Math.max(0, span - 1);
      int start = 2 * span;
      int end = start + 2;
      int after = 2 * Math.min(spans, span + 2);
      for (int piece = 0; piece < PIECES; piece++) {
        double t = (double) piece / PIECES;
        for (int xy = 0; xy < 2; xy++) {
          double p0 = points[before + xy];
          double p1 = points[start + xy];
          double p2 = points[end + xy];
          double p3 = points[after + xy];
          double cubic = 3 * (p1 - p2) + p3 - p0;
          double square = 2 * p0 - 5 * p1 + 4 * p2 - p3;
          curve[at++] = p1 + 0.5 * t * (p2 - p0 + t * (square + t * cubic));
        }
      }
    }
    curve[at] = points[2 * spans];
    curve[at + 1] = points[2 * spans + 1];
    return curve;
  }

  /** Moves each point by waves that depend only on where it is: strokes that meet still meet. */
  private void bend(double[][] path) {
    double strength = draws.between(0.0, 0.07);
    for (int i = 0; i < waves.length; i += 4) {
      waves[i] = strength * draws.bell();
      waves[i + 1] = draws.between(-5, 5);
      waves[i + 2] = draws.between(-5, 5);
      waves[i + 3] = draws.between(0, 2 * Math.PI);
    }
    for (double[] stroke : path) {
      for (int i = 0; i < stroke.length; i += 2) {
        double x = stroke[i];
        double y = stroke[i + 1];
        stroke[i] += wave(0, x, y);
        stroke[i + 1] += wave(4 * WAVES, x, y);
      }
    }
  }

  private double wave(int first, double x, double y) {
    double sum = 0;
    for (int i = first; i < first + 4 * WAVES; i += 4) {
      sum += waves[i] * StrictMath.sin(waves[i + 1] * x + waves[i + 2] * y + waves[i + 3]);
    }
    return sum;
  }

  private void place(double[][] path) {
    double height = draws.between(15, 21);
    double width = height * draws.between(0.55, 0.95);
    double slant = 0.12 + 0.2 * draws.bell();
    double angle = 0.14 * draws.bell();
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double moveX = CENTRE + 1.1 * draws.bell();
    double moveY = CENTRE + 1.1 * draws.bell();
    for (double[] stroke : path) {
      for (int i = 0; i < stroke.length; i += 2) {
        double y = height * (stroke[i + 1] - 0.5);
        double x = width * (stroke[i] - 0.5) - slant * y;
        stroke[i] = moveX + cos * x - sin * y;
        stroke[i + 1] = moveY + sin * x + cos * y;
      }
    }
  }
}
