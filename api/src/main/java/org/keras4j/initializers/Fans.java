package org.keras4j.initializers;

import org.keras4j.Shape;

/**
 * How many connections go into and out of a unit, told from a weight's shape.
 *
 * @param in the fan-in
 * @param out the fan-out
 */
record Fans(double in, double out) {

  static Fans of(Shape shape) {
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
}
