package org.keras4j.tuner.gp;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The first minimum of a quadratic model along the projected gradient: each coordinate goes down
 * the gradient until it meets its bound.
 */
final class CauchyPoint {
  private final double[] x;
  private final double[] gradient;
  private final double[][] matrix;
  private final Box box;
  private final double[] direction;
  private final double[] end;

  CauchyPoint(Evaluation start, double[][] matrix, Box box) {
    this.x = start.x();
    this.gradient = start.gradient();
    this.matrix = matrix;
    this.box = box;
    this.direction = new double[x.length];
    this.end = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      end[i] = end(i);
      direction[i] = end[i] > 0 ? -gradient[i] : 0;
    }
  }

  /** When a coordinate meets its bound. */
  private double end(int i) {
    if (gradient[i] == 0) {
      return Double.POSITIVE_INFINITY;
    }
    return (x[i] - box.bound(i, -gradient[i])) / gradient[i];
  }

  double[] find() {
    int[] order =
        IntStream.range(0, x.length)
            .filter(i -> direction[i] != 0)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> end[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] moved = new double[x.length];
    double[] point = x.clone();
    double time = 0;
    double smallest = 0x1p-52 * curvature();
    for (int i : order) {
      double slope = BoundedDescent.dot(gradient, direction) + dotMapped(moved);
      double best = -slope / Math.max(curvature(), smallest);
      if (best < end[i] - time) {
        return moved(point, moved, Math.max(0, best));
      }
      for (int j = 0; j < x.length; j++) {
        moved[j] += (end[i] - time) * direction[j];
      }
      time = end[i];
      point[i] = box.bound(i, direction[i]);
      moved[i] = point[i] - x[i];
      direction[i] = 0;
    }
    return point;
  }

  private double[] moved(double[] point, double[] moved, double time) {
    double[] result = point.clone();
    Arrays.setAll(
        result, i -> direction[i] == 0 ? point[i] : x[i] + moved[i] + time * direction[i]);
    return box.clip(result);
  }

  private double curvature() {
    return dotMapped(direction);
  }

  /** The direction times the matrix times a vector. */
  private double dotMapped(double[] vector) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += direction[i] * BoundedDescent.dot(matrix[i], vector);
    }
    return sum;
  }
}
