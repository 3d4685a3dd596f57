package org.keras4j.initializers;

import org.jspecify.annotations.Nullable;
import org.keras4j.ndarray.Shape;

/**
 * How many connections go into and out of a unit, told from a weight's shape.
 *
 * @param in the fan-in
 * @param out the fan-out
 */
record Fans(double in, double out) {

  /** Counts along the axes given, if both are; else as for the kernel of a convolution. */
  static Fans of(Shape shape, int @Nullable [] inputAxes, int @Nullable [] outputAxes) {
    if (inputAxes != null && outputAxes != null) {
      return new Fans(product(shape, inputAxes), product(shape, outputAxes));
    }
    return switch (shape.rank()) {
      case 0 -> new Fans(1, 1);
      case 1 -> new Fans(shape.get(0), shape.get(0));
      default -> {
        double receptive = 1;
        for (int i = 0; i < shape.rank() - 2; i++) {
          receptive *= shape.get(i);
        }
        yield new Fans(shape.get(-2) * receptive, shape.get(-1) * receptive);
      }
    };
  }

  private static double product(Shape shape, int[] axes) {
    double n = 1;
    for (int axis : axes) {
      n *= shape.get(axis);
    }
    return n;
  }
}
