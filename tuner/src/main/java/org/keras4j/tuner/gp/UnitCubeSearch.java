package org.keras4j.tuner.gp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.hipparchus.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.hipparchus.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer.Formula;

/**
 * Finds the local minima of a {@link LowerBound} in the unit cube from many starts.
 *
 * <p>KerasTuner uses L-BFGS-B. Hipparchus, the library at hand, has one optimiser with bounds, the
 * derivative-free BOBYQA, which needs two dimensions and may give up with an exception. So its
 * conjugate gradients, with the exact gradient, run in angles instead: {@code x = (1 − cos t)/2}
 * keeps every coordinate in [0, 1], reaches both ends, and turns a minimum on the border into an
 * ordinary one with gradient 0.
 */
public final class UnitCubeSearch {
  private static final int MAX_EVALUATIONS = 2000;
  private static final int OBSERVED_STARTS = 5;
  private static final int POLISHED = 5;
  private static final double ROUGH = 1e-4;
  private static final double FINE = 1e-11;
  private static final Comparator<Descent> BY_VALUE =
      Comparator.comparingDouble(descent -> descent.lowest);
  // At the very border the angle's gradient is 0 wherever the minimum is.
  private static final double MARGIN = 1e-3;

  private final LowerBound bound;
  private final List<Descent> descents = new ArrayList<>();

  private UnitCubeSearch(LowerBound bound) {
    this.bound = bound;
  }

  /**
   * Searches from each start and from the most promising observed points, whose surroundings random
   * starts miss when the length scale is short.
   *
   * @param bound what to minimise
   * @param starts points in the unit cube
   * @return the minima, the lowest first; at least one for each start
   */
  public static List<double[]> minima(LowerBound bound, double[][] starts) {
    UnitCubeSearch search = new UnitCubeSearch(bound);
    for (double[] start : starts) {
      search.descend(start, ROUGH);
    }
    for (double[] observed : bound.lowestObserved(OBSERVED_STARTS)) {
      search.descend(observed, ROUGH);
    }
    search.polish();
    search.descents.sort(BY_VALUE);
    return search.descents.stream().map(descent -> descent.best).toList();
  }

  private void descend(double[] start, double tolerance) {
    Descent descent = new Descent();
    NonLinearConjugateGradientOptimizer optimizer =
        new NonLinearConjugateGradientOptimizer(
            Formula.POLAK_RIBIERE,
            new SimpleValueChecker(tolerance, tolerance),
            tolerance,
            tolerance,
            0.1);
    try {
      optimizer.optimize(
          new ObjectiveFunction(descent::value),
          new ObjectiveFunctionGradient(descent::gradient),
          GoalType.MINIMIZE,
          new InitialGuess(angles(start)),
          new MaxEval(MAX_EVALUATIONS));
    } catch (MathIllegalStateException e) {
      // Out of evaluations or nowhere lower on the line: the best point so far will do.
    }
    descents.add(descent);
  }

  /** Descends on from the lowest points, more exactly than was worth while for all. */
  private void polish() {
    descents.sort(BY_VALUE);
    for (Descent low : List.copyOf(descents.subList(0, Math.min(POLISHED, descents.size())))) {
      descend(low.best, FINE);
    }
  }

  private static double[] angles(double[] x) {
    double[] t = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double inner = Math.max(MARGIN, Math.min(1 - MARGIN, x[i]));
      t[i] = Math.acos(1 - 2 * inner);
    }
    return t;
  }

  /** One descent; remembers the lowest point it has seen. */
  private final class Descent {
    private double[] best = new double[0];
    private double lowest = Double.POSITIVE_INFINITY;

    double value(double[] t) {
      double[] x = point(t);
      double value = bound.standardised(x);
      if (value < lowest) {
        lowest = value;
        best = x;
      }
      return value;
    }

    double[] gradient(double[] t) {
      double[] gradient = bound.standardisedGradient(point(t));
      for (int i = 0; i < t.length; i++) {
        gradient[i] *= Math.sin(t[i]) / 2;
      }
      return gradient;
    }

    private double[] point(double[] t) {
      double[] x = new double[t.length];
      for (int i = 0; i < t.length; i++) {
        x[i] = (1 - Math.cos(t[i])) / 2;
      }
      return x;
    }
  }
}
