package org.keras4j.examples.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** How a hand draws digits: strokes of points in a square, x to the right and y down, 0 to 1. */
final class Handwriting {

  /** The corners of each stroke, between which the pen moves along a smooth curve. */
  private static final double[][][][] CORNERS = {
    {
      {
        {.52, .1}, {.3, .2}, {.22, .5}, {.3, .82}, {.5, .9}, {.7, .8}, {.78, .5}, {.7, .2},
        {.52, .1}
      }
    },
    {{{.38, .3}, {.55, .1}}, {{.55, .1}, {.52, .9}}},
    {
      {{.25, .3}, {.35, .12}, {.58, .1}, {.72, .27}, {.62, .5}, {.4, .72}, {.22, .88}},
      {{.22, .88}, {.78, .88}}
    },
    {
      {{.27, .18}, {.5, .09}, {.7, .2}, {.66, .38}, {.45, .47}},
      {{.45, .47}, {.68, .54}, {.74, .72}, {.58, .89}, {.35, .9}, {.22, .8}}
    },
    {{{.35, .1}, {.22, .55}}, {{.22, .55}, {.8, .55}}, {{.66, .12}, {.6, .92}}},
    {
      {{.72, .1}, {.34, .1}},
      {{.34, .1}, {.3, .45}},
      {{.3, .45}, {.55, .4}, {.74, .55}, {.7, .8}, {.5, .91}, {.25, .84}}
    },
    {
      {
        {.64, .08},
        {.42, .25},
        {.28, .55},
        {.3, .82},
        {.5, .92},
        {.7, .82},
        {.68, .62},
        {.48, .53},
        {.3, .68}
      }
    },
    {{{.2, .14}, {.78, .12}}, {{.78, .12}, {.58, .45}, {.44, .92}}},
    {
      {
        {.68, .2},
        {.5, .08},
        {.32, .2},
        {.36, .38},
        {.64, .6},
        {.7, .8},
        {.5, .92},
        {.3, .8},
        {.36, .6},
        {.64, .38},
        {.68, .2}
      }
    },
    {
      {{.7, .28}, {.52, .1}, {.32, .22}, {.34, .42}, {.52, .5}, {.7, .32}},
      {{.7, .28}, {.68, .6}, {.6, .92}}
    }
  };

  /** Ways to draw: plain; small, in a corner; slanted; wide; leaning back and narrow. */
  static final List<UnaryOperator<double[]>> HANDS =
      List.of(
          p -> p,
          p -> new double[] {.05 + .35 * p[0], .55 + .35 * p[1]},
          p -> new double[] {p[0] + .25 * (.5 - p[1]), p[1]},
          p -> new double[] {.02 + .96 * p[0], .2 + .6 * p[1]},
          p -> new double[] {.15 + .6 * p[0] + .12 * p[1], .05 + .9 * p[1]});

  private Handwriting() {}

  /** Returns the strokes of a digit, drawn by one of the hands. */
  static List<List<double[]>> of(int digit, UnaryOperator<double[]> hand) {
    List<List<double[]>> strokes = new ArrayList<>();
    for (double[][] corners : CORNERS[digit]) {
      List<double[]> stroke = new ArrayList<>();
      for (int i = 0; i + 1 < corners.length; i++) {
        for (int step = 0; step < 6; step++) {
          stroke.add(hand.apply(between(corners, i, step / 6.)));
        }
      }
      stroke.add(hand.apply(corners[corners.length - 1]));
      strokes.add(stroke);
    }
    return strokes;
  }

  /** Returns a point of the curve of Catmull and Rom through the corners. */
  private static double[] between(double[][] corners, int i, double t) {
    double[] a = corners[Math.max(0, i - 1)];
    double[] b = corners[i];
    double[] c = corners[i + 1];
    double[] d = corners[Math.min(corners.length - 1, i + 2)];
    double[] point = new double[2];
    for (int k = 0; k < 2; k++) {
      point[k] =
          .5
              * (2 * b[k]
                  + (c[k] - a[k]) * t
                  + (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k]) * t * t
                  + (3 * b[k] - a[k] - 3 * c[k] + d[k]) * t * t * t);
    }
    return point;
  }
}
