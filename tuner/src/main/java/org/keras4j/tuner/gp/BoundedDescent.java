package org.keras4j.tuner.gp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.jspecify.annotations.Nullable;

/**
 * Minimises a function in a box: the algorithm L-BFGS-B with SciPy's settings, so that it stops
 * where SciPy's stops.
 *
 * <p>An iteration goes along the projected gradient to the first minimum of a quadratic model (the
 * Cauchy point), from there to the model's minimum in the coordinates that have not met a bound,
 * and searches on the line to where that leads. The model's matrix is kept whole, as it has no more
 * rows than a search has hyperparameters.
 *
 * <p>Byrd, Lu, Nocedal and Zhu, "A limited memory algorithm for bound constrained optimization",
 * 1995, with the projection of Morales and Nocedal, "Remark on Algorithm 778", 2011.
 */
final class BoundedDescent {
  private static final int MEMORY = 10;
  private static final int MAX_ITERATIONS = 15_000;
  private static final double RELATIVE_GAIN = 2.220446049250313e-9;
  private static final double FLAT = 1e-5;
  private static final double EPSILON = 0x1p-52;

  private final SmoothFunction function;
  private final Box box;
  private final int n;
  private final int iterations;
  private final List<double[]> steps = new ArrayList<>();
  private final List<double[]> gradientSteps = new ArrayList<>();
  private double[][] matrix;
  private Evaluation here;

  private BoundedDescent(SmoothFunction function, double[] start, Box box, int iterations) {
    this.iterations = iterations;
    this.function = function;
    this.box = box;
    this.n = start.length;
    this.matrix = identity(1);
    this.here = function.at(box.clip(start));
  }

  /** Descends from a start and returns where that ends. */
  static Evaluation from(SmoothFunction function, double[] start, Box box) {
    return from(function, start, box, MAX_ITERATIONS);
  }

  /** Descends from a start and returns where that ends, after so many iterations at most. */
  static Evaluation from(SmoothFunction function, double[] start, Box box, int iterations) {
    BoundedDescent descent = new BoundedDescent(function, start, box, iterations);
    descent.run();
    return descent.here;
  }

  private void run() {
    for (int i = 0; i < iterations && projectedGradient() > FLAT; i++) {
      Evaluation next = search(target(), i == 0);
      if (next != null) {
        double before = here.value();
        learn(next);
        here = next;
        if (before - here.value() <= RELATIVE_GAIN * largest(before, here.value())) {
          return;
        }
      } else if (steps.isEmpty()) {
        return;
      } else {
        // The model is wrong.
        forget();
      }
    }
  }

  private static double largest(double a, double b) {
    return Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
  }

  private double[] target() {
    double[] cauchy = new CauchyPoint(here, matrix, box).find();
    if (steps.isEmpty()) {
      return cauchy;
    }
    return box.clip(subspaceMinimum(cauchy));
  }

  private @Nullable Evaluation search(double[] target, boolean first) {
    double[] direction = difference(target, here.x());
    double longest = first ? 1 : longest(direction);
    return new LineSearch(function, box, here, target).run(longest);
  }

  /** How far the direction can be followed inside the box. */
  private double longest(double[] direction) {
    double longest = 1e10;
    for (int i = 0; i < n; i++) {
      if (direction[i] != 0) {
        longest = Math.min(longest, (box.bound(i, direction[i]) - here.x()[i]) / direction[i]);
      }
    }
    // The direction leads to a point of the box.
    return Math.max(1, longest);
  }

  private double projectedGradient() {
    double largest = 0;
    for (int i = 0; i < n; i++) {
      double room = Math.abs(here.x()[i] - box.bound(i, -here.gradient()[i]));
      largest = Math.max(largest, Math.min(room, Math.abs(here.gradient()[i])));
    }
    return largest;
  }

  // ---- the minimum of the model where no bound was met ----

  private double[] subspaceMinimum(double[] cauchy) {
    int[] free = IntStream.range(0, n).filter(i -> box.isFree(i, cauchy[i])).toArray();
    double[] direction = subspaceDirection(cauchy, free);
    if (direction.length == 0) {
      return cauchy;
    }
    double[] whole = cauchy.clone();
    for (int k = 0; k < free.length; k++) {
      whole[free[k]] += direction[k];
    }
    double[] projected = box.clip(whole);
    boolean isCut = !IntStream.of(free).allMatch(i -> box.isFree(i, projected[i]));
    if (!isCut || dot(difference(projected, here.x()), here.gradient()) <= 0) {
      return projected;
    }
    return truncated(cauchy, free, direction);
  }

  /** Goes in the direction to the first bound only. */
  private double[] truncated(double[] cauchy, int[] free, double[] direction) {
    double share = 1;
    int meets = -1;
    for (int k = 0; k < free.length; k++) {
      int i = free[k];
      double room = box.bound(i, direction[k]) - cauchy[i];
      if (direction[k] != 0 && room / direction[k] < share) {
        share = room / direction[k];
        meets = i;
      }
    }
    double[] result = cauchy.clone();
    for (int k = 0; k < free.length; k++) {
      int i = free[k];
      result[i] = i == meets ? box.bound(i, direction[k]) : cauchy[i] + share * direction[k];
    }
    return result;
  }

  private double[] subspaceDirection(double[] cauchy, int[] free) {
    if (free.length == 0) {
      return new double[0];
    }
    double[] moved = difference(cauchy, here.x());
    double[] residual = new double[free.length];
    double[][] reduced = new double[free.length][free.length];
    for (int k = 0; k < free.length; k++) {
      residual[k] = -dot(matrix[free[k]], moved) - here.gradient()[free[k]];
      for (int j = 0; j < free.length; j++) {
        reduced[k][j] = matrix[free[k]][free[j]];
      }
    }
    try {
      return new CholeskyDecomposition(new Array2DRowRealMatrix(reduced, false), 1e-8, 0)
          .getSolver()
          .solve(new ArrayRealVector(residual, false))
          .toArray();
    } catch (MathIllegalArgumentException e) {
      return new double[0];
    }
  }

  // ---- the model ----

  private void learn(Evaluation next) {
    double[] moved = difference(next.x(), here.x());
    double[] change = difference(next.gradient(), here.gradient());
    double curvature = dot(change, moved);
    if (curvature <= -EPSILON * dot(here.gradient(), moved)) {
      return;
    }
    if (steps.size() == MEMORY) {
      steps.remove(0);
      gradientSteps.remove(0);
    }
    steps.add(moved);
    gradientSteps.add(change);
    matrix = identity(dot(change, change) / curvature);
    for (int k = 0; k < steps.size(); k++) {
      update(steps.get(k), gradientSteps.get(k));
    }
  }

  /**
   * The update of Broyden, Fletcher, Goldfarb and Shanno: the matrix maps the step to the change.
   */
  private void update(double[] moved, double[] change) {
    double[] mapped = new double[n];
    for (int i = 0; i < n; i++) {
      mapped[i] = dot(matrix[i], moved);
    }
    double old = dot(moved, mapped);
    double curvature = dot(moved, change);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        matrix[i][j] += change[i] * change[j] / curvature - mapped[i] * mapped[j] / old;
      }
    }
  }

  private void forget() {
    steps.clear();
    gradientSteps.clear();
    matrix = identity(1);
  }

  private double[][] identity(double scale) {
    double[][] identity = new double[n][n];
    for (int i = 0; i < n; i++) {
      identity[i][i] = scale;
    }
    return identity;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double[] difference(double[] a, double[] b) {
    double[] difference = new double[a.length];
    Arrays.setAll(difference, i -> a[i] - b[i]);
    return difference;
  }
}
